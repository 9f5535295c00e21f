//! The words of this slice.

#[tokio::test]
async fn every_fact_has_a_sentence_in_both_languages() {
    for fact in evaluate::slice().facts {
        for ftl in [evaluate::slice().strings.zh, evaluate::slice().strings.en] {
            assert!(web::keys(ftl).contains(*fact), "{fact}");
        }
    }
    let strings = evaluate::slice().strings;
    assert_eq!(web::keys(strings.zh), web::keys(strings.en));
}
