#!/usr/bin/env python3
"""network-files.py GRAPHML GEXF NET DOT CSV JSON VOSVIEWER-NAME: each file is what its format allows, and all say the same network.

The schemas of GraphML 1.0 (graphml.graphdrawing.org) and GEXF 1.3 (gexf.net) are no package of Debian, so what they say of
the elements that Concord writes stands here as tables: which elements and attributes there are, in which order, which are
required, which values they take. Identifiers must be unique and references must lead somewhere, which a schema
says with key and keyref. The other formats have no schema: they are read back by the grammar of their manuals.
"""
import csv
import json
import math
import re
import sys
import xml.etree.ElementTree as ElementTree

faults = []


def wrong(what):
    faults.append(what)


def is_number(text, kind):
    try:
        int(text) if kind in ("int", "long", "integer") else float(text)
        return True
    except ValueError:
        return False


# Element: (required attributes, optional ones, children in their order; * after those that may come again).
GRAPHML = {
    "graphml": ((), (), ("key*", "graph*")),
    "key": (("id", "for", "attr.name", "attr.type"), (), ()),
    "graph": (("edgedefault",), ("id",), ("node*", "edge*")),
    "node": (("id",), (), ("data*",)),
    "edge": (("source", "target"), ("id", "directed"), ("data*",)),
    "data": (("key",), ("id",), ()),
}
GEXF = {
    "gexf": (("version",), (), ("meta", "graph")),
    "meta": ((), ("lastmodifieddate",), ("creator", "keywords", "description")),
    "creator": ((), (), ()),
    "graph": ((), ("defaultedgetype", "mode", "idtype"), ("attributes*", "nodes", "edges")),
    "attributes": (("class",), ("mode",), ("attribute*",)),
    "attribute": (("id", "title", "type"), (), ()),
    "nodes": ((), ("count",), ("node*",)),
    "node": (("id", "label"), (), ("attvalues",)),
    "attvalues": ((), (), ("attvalue*",)),
    "attvalue": (("for", "value"), (), ()),
    "edges": ((), ("count",), ("edge*",)),
    "edge": (("id", "source", "target"), ("weight", "type", "label"), ("attvalues",)),
}
VALUES = {
    "for": {"graph", "node", "edge", "all"}, "attr.type": {"boolean", "int", "long", "float", "double", "string"},
    "edgedefault": {"directed", "undirected"}, "defaultedgetype": {"directed", "undirected", "mutual"},
    "class": {"node", "edge"}, "type": {"integer", "long", "double", "float", "boolean", "string", "anyURI"}, "version": {"1.3"},
}
TOKENS = {"id", "source", "target", "key", "for"}  # NMTOKEN


def check_element(element, schema, namespace):
    name = element.tag.removeprefix("{" + namespace + "}")
    if name == element.tag or name not in schema:
        return wrong(f"element {element.tag} is not of the format")
    required, optional, children = schema[name]
    attributes = {key for key in element.attrib if not key.startswith("{http://www.w3.org/2001/XMLSchema-instance}")}
    if missing := set(required) - attributes:
        wrong(f"<{name}> lacks {missing}")
    if unknown := attributes - set(required) - set(optional):
        wrong(f"<{name}> has {unknown}")
    for key in attributes:
        if key in VALUES and element.get(key) not in VALUES[key] and not (name == "attvalue" and key == "for"):
            wrong(f"<{name} {key}={element.get(key)!r}>")
        if key in TOKENS and not re.fullmatch(r"[\w.:-]+", element.get(key)):
            wrong(f"<{name} {key}={element.get(key)!r}> is no token")
    order = [child.removesuffix("*") for child in children]
    places = []
    for child in element:
        child_name = child.tag.removeprefix("{" + namespace + "}")
        if child_name not in order:
            wrong(f"<{child_name}> in <{name}>")
            continue
        if child_name in children and order.index(child_name) in places:
            wrong(f"two <{child_name}> in <{name}>")
        places.append(order.index(child_name))
        check_element(child, schema, namespace)
    if places != sorted(places):
        wrong(f"children of <{name}> are out of order")
    if name not in ("data", "creator", "keywords", "description") and (element.text or "").strip():
        wrong(f"text in <{name}>")


def unique(values, what):
    values = list(values)
    if len(values) != len(set(values)):
        wrong(f"{what} occur twice")
    return set(values)


def graphml(path):
    space = "http://graphml.graphdrawing.org/xmlns"
    root = ElementTree.parse(path).getroot()
    check_element(root, GRAPHML, space)
    at = lambda name: root.iter("{" + space + "}" + name)
    keys = {key.get("id"): key for key in at("key")}
    nodes = unique((node.get("id") for node in at("node")), "GraphML nodes")
    unique((edge.get("id") for edge in at("edge")), "GraphML edges")

    def data(element, where):
        values = {}
        for item in element:
            key = keys.get(item.get("key"))
            if key is None or key.get("for") not in (where, "all"):
                wrong(f"GraphML data of no key: {item.get('key')}")
                continue
            if key.get("attr.type") != "string" and not is_number(item.text, key.get("attr.type")):
                wrong(f"GraphML {item.get('key')} is no {key.get('attr.type')}: {item.text}")
            values[key.get("attr.name")] = item.text
        return values

    labels = {node.get("id"): data(node, "node") for node in at("node")}
    edges = []
    for edge in at("edge"):
        if not {edge.get("source"), edge.get("target")} <= nodes:
            wrong("a GraphML edge leads nowhere")
        edges.append((labels[edge.get("source")]["label"], labels[edge.get("target")]["label"], float(data(edge, "edge")["weight"])))
    return [node["label"] for node in labels.values()], edges


def gexf(path):
    space = "http://gexf.net/1.3"
    root = ElementTree.parse(path).getroot()
    check_element(root, GEXF, space)
    at = lambda name: root.iter("{" + space + "}" + name)
    types = {(group.get("class"), item.get("id")): item.get("type") for group in at("attributes") for item in group}
    for where in ("node", "edge"):
        for element in at(where):
            for value in element.iter("{" + space + "}attvalue"):
                kind = types.get((where, value.get("for")))
                if kind is None or (kind != "string" and not is_number(value.get("value"), kind)):
                    wrong(f"GEXF {where} value {value.attrib} is no {kind}")
    labels = {node.get("id"): node.get("label") for node in at("node")}
    unique((node.get("id") for node in at("node")), "GEXF nodes")
    unique((edge.get("id") for edge in at("edge")), "GEXF edges")
    return list(labels.values()), [(labels[e.get("source")], labels[e.get("target")], float(e.get("weight"))) for e in at("edge")]


def pajek(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    head = re.fullmatch(r"\*Vertices (\d+)(?: (\d+))?", lines[0])
    count = int(head[1])
    labels = []
    for number, line in enumerate(lines[1:count + 1], 1):
        vertex = re.fullmatch(r'(\d+) "([^"]*)"', line)
        if not vertex or int(vertex[1]) != number:
            wrong(f"Pajek vertex: {line}")
        labels.append(vertex[2])
    if lines[count + 1] != "*Edges":
        wrong("Pajek has no *Edges")
    edges = []
    for line in lines[count + 2:]:
        a, b, weight = line.split(" ")
        if head[2] and not int(a) <= int(head[2]) < int(b):
            wrong(f"Pajek edge inside one mode: {line}")
        edges.append((labels[int(a) - 1], labels[int(b) - 1], float(weight)))
    return labels, edges


def dot(path):
    text = open(path, encoding="utf-8").read()
    if not re.fullmatch(r"graph \w+ \{\n(  .*;\n)*\}\n", text):
        wrong("DOT is no graph of statements")
    labels = {m[1]: re.sub(r"\\(.)", r"\1", m[2]) for m in re.finditer(r'^  (n\d+) \[label="((?:[^"\\]|\\.)*)"', text, re.M)}
    edges = [(labels[m[1]], labels[m[2]], float(m[3])) for m in re.finditer(r"^  (n\d+) -- (n\d+) \[weight=([^,]+),", text, re.M)]
    return list(labels.values()), edges


def edge_list(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    if any(None in row or None in row.values() for row in rows):
        wrong("a row of the edge list is too long or too short")
    return None, [(row["source"], row["target"], float(row["weight"])) for row in rows]


def links(path):
    network = json.load(open(path, encoding="utf-8"))
    return [node["id"] for node in network["nodes"]], [(e["source"], e["target"], e["weight"]) for e in network["links"]]


def vosviewer(name):
    rows = [line.split("\t") for line in open(name + "_map.txt", encoding="utf-8").read().splitlines()]
    if rows[0][:3] != ["id", "label", "cluster"] or any(len(row) != len(rows[0]) for row in rows):
        wrong("the VOSviewer map has rows of other lengths than its head")
    if any(int(row[2]) < 1 for row in rows[1:]):
        wrong("VOSviewer numbers clusters from 1")
    labels = {row[0]: row[1] for row in rows[1:]}
    edges = []
    for line in open(name + "_network.txt", encoding="utf-8").read().splitlines():
        a, b, weight = line.split("\t")
        if not float(weight) > 0:
            wrong(f"a VOSviewer link without strength: {line}")
        edges.append((labels[a], labels[b], float(weight)))
    return list(labels.values()), edges


readers = [graphml, gexf, pajek, dot, edge_list, links, vosviewer]
networks = {reader.__name__: reader(path) for reader, path in zip(readers, sys.argv[1:], strict=True)}
labels, edges = networks["links"]
if not edges:
    wrong("the network has no edges: nothing is tested")
for name, (other_labels, other_edges) in networks.items():
    if other_labels is not None and other_labels != labels:
        wrong(f"{name} has other nodes")
    same = len(edges) == len(other_edges) and all(
        a[:2] == b[:2] and math.isclose(a[2], b[2], rel_tol=1e-9) for a, b in zip(edges, other_edges))
    if not same:
        wrong(f"{name} has other edges")
print("\n".join(faults) if faults else f"{len(labels)} nodes and {len(edges)} edges, the same in {len(networks)} formats")
sys.exit(1 if faults else 0)
