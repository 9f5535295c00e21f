//! 接口说明 — The OpenAPI 3.1 description, written by the same forms that draw the pages.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value as Json, json};

use crate::{App, Fields, Kind, Slice, Spec, Verb};

/// `GET /api/openapi.json`
pub(crate) async fn get(State(app): State<App>) -> Response {
    let text = openapi(&app.slices).to_string();
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// The description of every verb of every slice.
pub fn openapi(slices: &[Slice]) -> Json {
    let mut paths: BTreeMap<String, Json> = BTreeMap::new();
    for verb in slices.iter().flat_map(|s| &s.verbs) {
        paths.insert(format!("/api/v1{}", verb.path), path(verb));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Gongdi 共缔", "version": env!("CARGO_PKG_VERSION"),
            "description": "Every page as JSON under /api/v1. Acts take an Idempotency-Key; \
                            errors are RFC 9457 problems.",
        },
        "paths": paths,
    })
}

fn path(verb: &Verb) -> Json {
    let params: Vec<Json> = verb
        .path
        .split('/')
        .filter_map(|p| p.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    let problem = json!({
        "description": "RFC 9457 problem details",
        "content": { "application/problem+json": {} },
    });
    let mut item = Map::new();
    item.insert(
        "get".into(),
        json!({
            "operationId": format!("{}-show", verb.name), "parameters": params,
            "responses": { "200": { "description": "The page as JSON" }, "4XX": problem },
        }),
    );
    if let Some(act) = verb.act {
        let mut fields = Fields::default();
        (act.fields)(&mut fields);
        let mut params = params;
        params.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": true,
            "schema": { "type": "string", "minLength": 8, "maxLength": 128 },
        }));
        item.insert(
            "post".into(),
            json!({
                "operationId": verb.name, "parameters": params,
                "requestBody": { "content": { "application/json": { "schema": schema(&fields.specs) } } },
                "responses": { "200": { "description": "Done, with the address to look at next" }, "4XX": problem },
            }),
        );
    }
    Json::Object(item)
}

fn schema(specs: &[Spec]) -> Json {
    let properties: Map<String, Json> =
        specs.iter().map(|s| (s.name.to_owned(), property(s))).collect();
    let required: Vec<&str> = specs.iter().filter(|s| s.required).map(|s| s.name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn property(spec: &Spec) -> Json {
    let mut schema = match spec.kind {
        Kind::Number => json!({ "type": "integer" }),
        Kind::Check => json!({ "type": "boolean" }),
        Kind::Many => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Money => json!({ "type": "string", "description": "yuan, at most two decimals" }),
        _ => json!({ "type": "string" }),
    };
    if let Json::Object(schema) = &mut schema {
        if spec.max > 0 {
            schema.insert("maxLength".into(), json!(spec.max));
        }
        if !spec.words.is_empty() {
            schema.insert("enum".into(), json!(spec.words));
        }
    }
    schema
}
