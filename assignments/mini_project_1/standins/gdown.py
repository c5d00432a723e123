"""gdown without a network: nothing comes, and what was to be downloaded is not there afterwards."""


def download(url=None, output=None, *_, **__):
    """The path to which it would have been written."""
    return output


def download_folder(url=None, output=None, *_, **__):
    """The files that would have come."""
    return []


def cached_download(url=None, path=None, *_, **__):
    """The path to which it would have been written."""
    return path


def extractall(path=None, to=None):
    """The files that would have been in an archive."""
    return []
