//! The same verbs as JSON: problems by RFC 9457, one act per key.

use serde_json::json;

use crate::{notice, worlds};

#[tokio::test]
async fn an_act_and_its_retry() {
    for w in worlds().await {
        let url = notice(&w).await.url();
        let mut program = w.visitor();
        program.keep_cookie("gongdi_visitor", "ABCDEFGHJKMNPQRSTUVWXYZ234");
        let path = format!("{url}/object");
        let (status, one) =
            program.api_post(&path, "key-00000001", json!({"words": "不同意"})).await;
        assert_eq!(status, 200, "{one}");
        assert_eq!(one["message"], "异议已收到，会公开答复。");
        let (_, two) = program.api_post(&path, "key-00000001", json!({"words": "不同意"})).await;
        assert_eq!(one, two);
        let (_, page) = program.api_get(&url).await;
        assert_eq!(page["objections"].as_array().unwrap().len(), 1, "{}", w.engine);
    }
}

#[tokio::test]
async fn a_program_without_cookies_retries_by_its_key_alone() {
    for w in worlds().await {
        let url = notice(&w).await.url();
        let path = format!("{url}/object");
        let (_, one) =
            w.visitor().api_post(&path, "key-00000009", json!({"words": "不同意"})).await;
        let (_, two) =
            w.visitor().api_post(&path, "key-00000009", json!({"words": "不同意"})).await;
        assert_eq!(one, two);
        let (_, page) = w.visitor().api_get(&url).await;
        assert_eq!(page["objections"].as_array().unwrap().len(), 1, "{}", w.engine);
    }
}

#[tokio::test]
async fn problems_in_details() {
    for w in worlds().await {
        let url = notice(&w).await.url();
        let mut program = w.visitor();
        let path = format!("{url}/object");
        let (status, wrong) = program.api_post(&path, "key-00000002", json!({"words": ""})).await;
        assert_eq!(status, 422);
        assert_eq!(wrong["type"], "urn:gongdi:problem:invalid");
        assert_eq!(wrong["errors"][0]["field"], "words");
        let (status, _) = program.api_post(&path, "key-00000003", json!({"words": {"a": 1}})).await;
        assert_eq!(status, 422);
        for bad in [json!([1]), json!("text"), json!(null)] {
            let (status, refused) = program.api_post(&path, "key-00000004", bad).await;
            assert_eq!((status, &refused["type"]), (403, &json!("urn:gongdi:problem:refused")));
        }
        let (status, refused) = program.api_post(&path, "short", json!({"words": "x"})).await;
        assert_eq!(status, 403, "{refused}");
        let (status, missing) = program.api_get("/420583/notices/AAAAAAAAAAAAAAAA").await;
        assert_eq!((status, &missing["type"]), (404, &json!("urn:gongdi:problem:not-found")));
    }
}

#[tokio::test]
async fn a_form_describes_itself() {
    for w in worlds().await {
        let url = notice(&w).await.url();
        let (status, form) = w.visitor().api_get(&format!("{url}/object")).await;
        assert_eq!(status, 200);
        assert_eq!(form["fields"][0]["name"], "words");
        assert_eq!(form["fields"][0]["required"], true);
    }
}
