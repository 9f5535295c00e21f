"""The references of `cargo xtask bench text`: scikit-learn and jieba, as a practised user would write it."""

import json
import logging
import sys
import time

import jieba
import numpy as np
from scipy.sparse import hstack
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

jieba.setLogLevel(logging.ERROR)


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def blocks():
    words = dict(tokenizer=jieba.lcut, token_pattern=None, sublinear_tf=True)
    return [
        ("body", TfidfVectorizer(min_df=2, **words)),
        ("body", TfidfVectorizer(analyzer="char", ngram_range=(2, 3), min_df=2, sublinear_tf=True)),
        ("title", TfidfVectorizer(min_df=2, **words)),
    ]


def column(rows, name):
    return [row[name] if name == "title" else (row["title"] or "") + "\n" + (row["body"] or "") for row in rows]


def classify(train, held):
    jieba.initialize()
    learn, test = read(train), read(held)
    begun = time.process_time()
    parts = blocks()
    x = hstack([part.fit_transform(column(learn, name)) for name, part in parts]).tocsr()
    model = LinearSVC(C=1.0, random_state=1).fit(x, [row["label"] for row in learn])
    trained = time.process_time()
    y = hstack([part.transform(column(test, name)) for name, part in parts]).tocsr()
    said = model.predict(y)
    done = time.process_time()
    from sklearn.metrics import f1_score

    f1 = f1_score([row["label"] for row in test], said, average="macro")
    return {"train": trained - begun, "suggest": done - trained, "macro_f1": f1}


def tokens(path):
    jieba.initialize()
    rows = read(path)
    begun = time.process_time()
    for row in rows:
        jieba.lcut((row["title"] or "") + "\n" + (row["body"] or ""))
    return {"seconds": time.process_time() - begun}


def group(path):
    jieba.initialize()
    rows = read(path)
    begun = time.process_time()
    texts = [(row["title"] + "。") * 3 + row["body"] for row in rows]
    x = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None, sublinear_tf=True, min_df=2).fit_transform(texts)
    distances = np.clip(1 - (x @ x.T).toarray(), 0, None)
    model = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.75)
    found = model.fit_predict(distances)
    groups = {}
    for row, number in zip(rows, found):
        groups.setdefault(int(number), []).append(row["id"])
    return {"seconds": time.process_time() - begun, "groups": list(groups.values())}


print(json.dumps({"classify": classify, "tokens": tokens, "group": group}[sys.argv[1]](*sys.argv[2:])))
