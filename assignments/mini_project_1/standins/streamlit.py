"""streamlit without a page: widgets keep the value they were given, and nobody ever touches them.

What draws something does nothing; what groups can be entered, unpacked and called upon as the page itself.
"""

import os

os.environ.setdefault("OPENAI_API_KEY", "no key is needed here")  # files refuse to work without one


class SessionState(dict):
    """Values by item or by attribute, as `st.session_state` has them."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            said = f'st.session_state has no attribute "{name}". Did you forget to initialize it?'
            raise AttributeError(said, name=name) from None

    def __missing__(self, name):
        raise KeyError(f'st.session_state has no key "{name}". Did you forget to initialize it?')

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        del self[name]

    def to_dict(self):
        """A plain dict of it."""
        return dict(self)


class Secret(str):
    """A secret, and every entry of a table of secrets."""

    def __getitem__(self, key):
        return Secret(self) if isinstance(key, str) else str.__getitem__(self, key)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Secret(self)

    def __contains__(self, key):
        return True

    def get(self, key, default=None):
        """Whatever is asked for."""
        return Secret(self)

    def to_dict(self):
        """No table that could be listed."""
        return {}


class Element:
    """A place on the page. Its methods are those of the page, and it can be entered, called, iterated."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return page(name)

    def __call__(self, *args, **options):
        return args[0] if len(args) == 1 and callable(args[0]) else self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def __iter__(self):
        return iter(())


def page(name):
    """What `st.NAME` is, or `st.sidebar.NAME`."""
    found = WIDGETS.get(name) or globals().get(name)
    return found if found is not None else (lambda *args, **options: Element())


# ---- widgets: (label, value or options, ...) -> value ---------------------------------------------


def remembered(value, key):
    """The value of a widget, kept in the session if it has a key."""
    return value if key is None else session_state.setdefault(key, value)


def valued(default):
    """A widget whose value is given, or this one."""

    def widget(label=None, value=default, *_, key=None, **__):
        return remembered(value, key)

    return widget


def chosen(label=None, options=(), index=0, *_, key=None, **__):
    """A widget that has the option of that index."""
    options = list(options)
    has = index is not None and 0 <= index < len(options)
    return remembered(options[index] if has else None, key)


def slid(label=None, min_value=None, max_value=None, value=None, *_, key=None, **__):
    """A widget whose value is given, or the smallest."""
    smallest = 0 if min_value is None else min_value
    return remembered(smallest if value is None or value == "min" else value, key)


def several(label=None, options=(), default=None, *_, key=None, **__):
    """A widget of which the default options are chosen."""
    chosen_ones = [default] if isinstance(default, str) else list(default or ())
    return remembered(chosen_ones, key)


def ranged(label=None, options=(), value=None, *_, key=None, **__):
    """A slider over options."""
    return remembered(next(iter(options), None) if value is None else value, key)


def pressed(label=None, key=None, *_, **__):
    """A button that nobody presses."""
    return False


def nothing(*_, **__):
    """What is not given: a file, a picture, a message."""
    return None


WIDGETS = {
    **dict.fromkeys(("text_input", "text_area"), valued("")),
    **dict.fromkeys(("checkbox", "toggle"), valued(False)),
    **dict.fromkeys(("selectbox", "radio"), chosen),
    **dict.fromkeys(("slider", "number_input"), slid),
    **dict.fromkeys(("multiselect", "pills", "segmented_control"), several),
    "select_slider": ranged,
    "color_picker": valued("#000000"),
    **dict.fromkeys(("date_input", "time_input"), valued(None)),
    **dict.fromkeys(("button", "form_submit_button", "download_button", "link_button"), pressed),
    **dict.fromkeys(("file_uploader", "camera_input", "chat_input", "audio_input", "feedback"), nothing),
    **dict.fromkeys(("stop", "rerun", "experimental_rerun", "switch_page", "set_page_config"), nothing),
}


# ---- groups ---------------------------------------------------------------------------------------


def columns(spec=1, *_, **__):
    """So many places, side by side."""
    return [Element() for _ in range(spec if isinstance(spec, int) else len(spec))]


def tabs(names=(), *_, **__):
    """A place for each name."""
    return [Element() for _ in names]


# ---- decorators -----------------------------------------------------------------------------------


def cache_data(function=None, *_, **__):
    """The function as it is, called each time; with or without brackets."""
    if not callable(function):
        return cache_data
    try:
        function.clear = nothing
    except AttributeError:  # a builtin, which cannot be told to forget
        return function
    return function


cache_data.clear = nothing
cache = cache_resource = fragment = experimental_fragment = cache_data
experimental_memo = experimental_singleton = memo = singleton = cache_data


def dialog(title=None, *_, **__):
    """A decorator; the window never opens."""
    return cache_data


session_state = SessionState()
query_params = SessionState()
secrets = Secret("no key is needed here")
sidebar = runtime = Element()


def __getattr__(name):
    """Everything else on the page."""
    if name.startswith("__"):
        raise AttributeError(name)
    return page(name)
