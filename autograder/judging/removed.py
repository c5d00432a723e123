"""Names that a library or Python itself once had: who uses one wrote for another version.

What is not in the table is no name that was removed: most likely a slip of the student's.
"""

import re
from collections.abc import Iterator

# library, the version that removed it ("" if that was long ago), what had it, its names. `f()` had keywords.
GONE = (
    ("numpy", "1.24", "numpy", "complex float int object str"),
    ("numpy", "2.0", "numpy", "alltrue asfarray AxisError bool8 byte_bounds cast cfloat compat complex_"),
    ("numpy", "2.0", "numpy", "ComplexWarning cumproduct deprecate disp find_common_type float_ Inf"),
    ("numpy", "2.0", "numpy", "Infinity infty int0 issctype issubclass_ longfloat lookfor mat math msort"),
    ("numpy", "2.0", "numpy", "NaN NAN NINF NZERO obj2sctype object0 PINF product PZERO RankWarning"),
    ("numpy", "2.0", "numpy", "recfromcsv round_ safe_eval sctypes sometrue source string_ uint0 unicode_"),
    ("numpy", "2.0", "numpy", "VisibleDeprecationWarning who"),
    ("numpy", "2.4", "numpy", "in1d trapz"),
    ("numpy", "", "numpy", "asscalar fv irr npv pmt rank typeDict unicode warnings"),
    ("numpy", "2.0", "numpy.ndarray numpy.float64 numpy.int64", "itemset newbyteorder ptp"),
    ("numpy", "2.3", "numpy.ndarray", "tostring"),
    ("numpy", "2.0", "numpy.core", "umath_tests"),
    ("numpy", "2.0", "numpy.lib", "arraysetops financial function_base type_check ufunclike utils"),
    ("numpy", "2.4", "numpy.linalg", "linalg"),
    ("numpy", "", "numpy.testing", "rand"),
    ("numpy", "2.4", "reshape()", "newshape"),
    ("numpy", "1.24", "histogram() histogram2d() histogramdd()", "normed"),
    ("numpy", "2.4", "percentile() quantile() nanpercentile() nanquantile()", "interpolation"),
    ("Python", "3", "builtins", "basestring execfile long raw_input reduce reload StandardError unichr"),
    ("Python", "3", "builtins", "unicode xrange"),
    ("Python", "3", "import", "__builtin__ ConfigParser copy_reg cPickle cStringIO exceptions HTMLParser"),
    ("Python", "3", "import", "httplib Queue StringIO Tkinter urllib2 urlparse"),
    ("Python", "3", "dict", "has_key iteritems iterkeys itervalues viewitems viewkeys viewvalues"),
    ("Python", "3", "dict_items dict_keys dict_values filter map zip", "append sort"),
    ("Python", "3", "range", "append insert pop remove sort"),
    ("Python", "3", "sort()", "cmp"),
    ("Python", "3", "str", "decode"),
    ("Python", "3", "function", "func_code func_defaults func_globals func_name im_class im_func im_self"),
    ("Python", "3", "itertools", "ifilter imap izip izip_longest"),
    ("Python", "3", "operator", "div isCallable"),
    ("Python", "3", "os", "getcwdu"),
    ("Python", "3", "string", "atof atoi join letters lower lowercase maketrans replace split upper"),
    ("Python", "3", "string", "uppercase"),
    ("Python", "3", "sys", "maxint setdefaultencoding"),
    ("Python", "3", "types", "ClassType DictType IntType ListType StringType"),
    ("Python", "3", "urllib", "quote unquote urlencode urlopen urlretrieve"),
    ("Python", "3.8", "time", "clock"),
    ("Python", "3.8", "platform", "dist linux_distribution"),
    ("Python", "3.9", "array.array", "tostring"),
    ("Python", "3.9", "base64", "decodestring encodestring"),
    ("Python", "3.9", "fractions", "gcd"),
    ("Python", "3.9", "HTMLParser", "unescape"),
    ("Python", "3.10", "collections", "Callable Container Generator Hashable Iterable Iterator Mapping"),
    ("Python", "3.10", "collections", "MutableMapping MutableSequence MutableSet Sequence Set Sized"),
    ("Python", "3.11", "asyncio", "coroutine"),
    ("Python", "3.11", "inspect", "getargspec"),
    ("Python", "3.12", "import", "asyncore distutils imp"),
    ("torch", "", "torch", "_six btrifact btrisolve gels gesv ifft irfft is_deterministic legacy potrf"),
    ("torch", "", "torch", "potri potrs pstrf rfft set_deterministic trtrs"),
    ("torch", "", "torch.nn", "_functions backends"),
    ("torch", "", "torch.utils", "ffi trainer"),
    ("torch", "", "CosineAnnealingLR() CyclicLR() ExponentialLR() LambdaLR() MultiStepLR()", "verbose"),
    ("torch", "", "OneCycleLR() ReduceLROnPlateau() StepLR()", "verbose"),
    ("torchtext", "0.12", "torchtext.data", "BucketIterator Field Iterator LabelField TabularDataset"),
    ("torchvision", "", "torchvision.transforms", "RandomSizedCrop Scale"),
    ("pandas", "", "DataFrame Series", "as_matrix from_csv get_value get_values ix order set_value sort"),
    ("pandas", "2.0", "DataFrame Series", "append iteritems lookup mad slice_shift tshift"),
    ("pandas", "3.0", "DataFrame Series", "applymap backfill bool first last pad swapaxes"),
    ("pandas", "2.0", "Series", "is_monotonic"),
    ("pandas", "3.0", "Series", "ravel view"),
    ("pandas", "2.0", "DatetimeIndex DatetimeProperties", "week weekofyear"),
    ("pandas", "", "pandas", "datetime ewma np Panel rolling_mean rolling_std scatter_matrix TimeGrouper"),
    ("pandas", "", "pandas", "tools"),
    ("pandas", "2.0", "pandas", "Float64Index Int64Index UInt64Index"),
    ("pandas", "3.0", "pandas", "value_counts"),
    ("pandas", "2.0", "pandas.util", "testing"),
    ("pandas", "2.0", "pandas.io.json", "json_normalize"),
    ("pandas", "2.0", "read_csv()", "error_bad_lines mangle_dupe_cols prefix squeeze warn_bad_lines"),
    ("pandas", "3.0", "read_csv()", "date_parser delim_whitespace infer_datetime_format keep_date_col"),
    ("pandas", "3.0", "to_datetime()", "infer_datetime_format"),
    ("pandas", "2.0", "NDFrame.to_csv()", "line_terminator"),
    ("pandas", "3.0", "NDFrame.fillna()", "downcast method"),
    ("pandas", "2.0", "DataFrame.groupby() Series.groupby()", "squeeze"),
    ("matplotlib", "", "matplotlib.pyplot Axes", "hold ishold plot_date"),
    ("matplotlib", "", "Axes", "get_axis_bgcolor set_axis_bgcolor set_color_cycle"),
    ("matplotlib", "", "Axes3D", "w_xaxis w_yaxis w_zaxis"),
    ("matplotlib", "", "QuadContourSet", "collections"),
    ("matplotlib", "", "FigureCanvasAgg", "set_window_title"),
    ("matplotlib", "", "matplotlib", "finance"),
    ("matplotlib", "", "matplotlib.cm", "get_cmap register_cmap"),
    ("matplotlib", "", "matplotlib.mlab", "bivariate_normal griddata normpdf PCA"),
    ("matplotlib", "", "Polygon.set() Rectangle.set()", "normed"),
    ("matplotlib", "", "Axes.set()", "axisbg"),
    ("matplotlib", "", "FigureBase.gca() gca()", "projection"),
    ("matplotlib", "", "LogScale()", "basex basey nonposx nonposy"),
    ("matplotlib", "", "boxplot()", "labels"),
    ("matplotlib", "", "stem()", "use_line_collection"),
    ("Pillow", "7", "PIL", "PILLOW_VERSION"),
    ("Pillow", "10", "PIL.Image", "ANTIALIAS CUBIC LINEAR"),
    ("Pillow", "10", "ImageDraw", "multiline_textsize textsize"),
    ("Pillow", "10", "FreeTypeFont ImageFont", "getsize"),
    ("scipy", "", "scipy", "arange array cos dot exp eye interp linspace log mean ones pi rand randn sin"),
    ("scipy", "", "scipy", "sqrt std zeros"),
    ("scipy", "", "scipy.integrate", "cumtrapz quadrature romberg simps trapz"),
    ("scipy", "", "scipy.linalg", "pinv2"),
    ("scipy", "", "scipy.misc", "ascent bytescale comb derivative face factorial fromimage imread imresize"),
    ("scipy", "", "scipy.misc", "imrotate imsave imshow logsumexp toimage"),
    ("scipy", "", "scipy.signal", "bartlett blackman cwt gaussian hamming hann kaiser morlet ricker"),
    ("scipy", "", "scipy.special", "sph_harm"),
    ("scipy", "", "scipy.stats", "betai binom_test itemfreq"),
    ("seaborn", "", "seaborn", "factorplot tsplot"),
    ("scikit-learn", "", "sklearn", "cross_validation grid_search lda learning_curve qda"),
    ("scikit-learn", "", "sklearn.cluster", "k_means_"),
    ("scikit-learn", "", "sklearn.covariance", "GraphLasso GraphLassoCV"),
    ("scikit-learn", "", "sklearn.datasets", "base fetch_mldata load_boston samples_generator"),
    ("scikit-learn", "", "sklearn.decomposition", "pca RandomizedPCA"),
    ("scikit-learn", "", "sklearn.ensemble", "bagging forest gradient_boosting weight_boosting"),
    ("scikit-learn", "", "sklearn.externals", "joblib six"),
    ("scikit-learn", "", "sklearn.feature_extraction", "stop_words"),
    ("scikit-learn", "", "sklearn.gaussian_process", "GaussianProcess"),
    ("scikit-learn", "", "sklearn.linear_model", "base logistic RandomizedLasso"),
    ("scikit-learn", "", "sklearn.manifold", "t_sne"),
    ("scikit-learn", "", "sklearn.metrics", "calinski_harabaz_score classification jaccard_similarity_score"),
    ("scikit-learn", "", "sklearn.metrics", "plot_confusion_matrix plot_precision_recall_curve"),
    ("scikit-learn", "", "sklearn.metrics", "plot_roc_curve ranking SCORERS scorer"),
    ("scikit-learn", "", "sklearn.mixture", "DPGMM GMM VBGMM"),
    ("scikit-learn", "", "sklearn.neural_network", "multilayer_perceptron rbm"),
    ("scikit-learn", "", "sklearn.preprocessing", "CategoricalEncoder data imputation Imputer label"),
    ("scikit-learn", "", "sklearn.svm", "classes"),
    ("scikit-learn", "", "sklearn.tree", "export tree"),
    ("scikit-learn", "", "sklearn.utils", "linear_assignment_ safe_indexing testing"),
    ("scikit-learn", "", "CountVectorizer OneHotEncoder TfidfVectorizer", "get_feature_names"),
    ("scikit-learn", "", "GridSearchCV", "grid_scores_"),
    ("scikit-learn", "", "ElasticNet() Lasso() LassoCV() LinearRegression() Ridge() RidgeCV()", "normalize"),
    ("scikit-learn", "", "LogisticRegression()", "multi_class"),
    ("scikit-learn", "", "OneHotEncoder()", "categorical_features sparse"),
    ("scikit-learn", "", "SGDClassifier() SGDRegressor() TSNE()", "n_iter"),
    ("scikit-learn", "", "AdaBoostClassifier() BaggingClassifier()", "base_estimator"),
    ("scikit-learn", "", "AgglomerativeClustering()", "affinity"),
    ("scikit-learn", "", "GridSearchCV()", "iid"),
    ("scikit-learn", "", "AdaBoostClassifier()", "algorithm"),
    ("scikit-learn", "", "KFold() StratifiedKFold()", "n_folds"),
    ("scikit-learn", "", "KMeans()", "n_jobs precompute_distances"),
    ("tensorflow", "2.0", "tensorflow", "ConfigProto contrib get_default_graph get_variable"),
    ("tensorflow", "2.0", "tensorflow", "global_variables_initializer InteractiveSession layers log"),
    ("tensorflow", "2.0", "tensorflow", "placeholder random_normal random_uniform reset_default_graph"),
    ("tensorflow", "2.0", "tensorflow", "Session set_random_seed truncated_normal variable_scope"),
    ("keras", "", "keras.utils tensorflow.keras.utils", "np_utils"),
    ("keras", "", "Sequential", "predict_classes"),
    ("gym", "0.26", "CartPoleEnv FrozenLakeEnv MountainCarEnv OrderEnforcing TaxiEnv TimeLimit", "seed"),
)

PYTHON_2 = ("Python", "3")
SHORT = {
    "Axes.set()": "plt.subplot()", "FigureBase.gca()": "plt.gca()", "NDFrame.fillna()": "DataFrame.fillna()",
    "NDFrame.to_csv()": "DataFrame.to_csv()", "Polygon.set()": "plt.hist()", "Rectangle.set()": "plt.hist()",
    "matplotlib.pyplot": "plt", "numpy": "np", "numpy.ndarray": "ndarray", "pandas": "pd",
}  # fmt: skip

OWNER, NAME, UNKNOWN = r"(?P<owner>[\w.]+?)", r"(?P<name>\w+)", "unexpected keyword argument"

# types of the exception, how its message begins, what had the name
FORMS = (
    ("AttributeError", rf"[mM]odule '{OWNER}' has no attribute '{NAME}'", "{owner}"),
    ("AttributeError", rf"(?:type object )?'{OWNER}' (?:object )?has no attribute '{NAME}'", "{owner}"),
    ("AttributeError TypeError", rf"{OWNER}(?:\.__init__)?\(\) got an {UNKNOWN} '{NAME}'", "{owner}()"),
    ("ImportError", rf"cannot import name '{NAME}' from '{OWNER}'", "{owner}"),
    ("ModuleNotFoundError", rf"No module named '{OWNER}\.{NAME}'", "{owner}"),
    ("ModuleNotFoundError", rf"No module named '{NAME}'", "import"),
    ("NameError", rf"name '{NAME}' is not defined", "builtins"),
)  # fmt: skip


def every() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """(owner, name), (library, version) of each name of the table."""
    for library, since, owners, names in GONE:
        for owner in owners.split():
            yield from (((owner, name), (library, since)) for name in names.split())


TABLE = dict(every())


def removed(kind: str, message: str) -> str:
    """That numpy has no `np.float` any more, say; empty if the exception wants no such name."""
    for kinds, pattern, had in FORMS:
        found = re.match(pattern, message) if kind in kinds.split() else None
        wanted = (had.format_map(found.groupdict()), found["name"]) if found else ("", "")
        if wanted in TABLE:
            return words(*TABLE[wanted], written(*wanted))
    return ""


def words(library: str, since: str, name: str) -> str:
    """Which library has not what any more."""
    if (library, since) == PYTHON_2:
        return f"this is Python 2: Python 3 has no `{name}`"
    return f"{library} has no `{name}` any more" + (f" (removed in {since})" if since else "")


def written(owner: str, name: str) -> str:
    """A name as it is written in code."""
    owner = SHORT.get(owner, owner)
    if owner in ("builtins", "import"):
        return name
    return f"{owner[:-2]}({name}=…)" if owner.endswith("()") else f"{owner}.{name}"
