//! One story of the demo in a world of its own, on each database.

use testkit::{Page, World};

/// Worlds in which one story has been told, and nothing else; their clock stands at its end.
pub async fn told(name: &str) -> Vec<World> {
    let worlds = World::each(server::slices(), server::flows()).await;
    for w in &worlds {
        let seal = w.app.seal.clone();
        let mut stage =
            server::demo::Stage::try_new(w.app.db.clone(), seal, w.app.settings.clone()).unwrap();
        server::demo::found(&mut stage).await.unwrap();
        let story = server::demo::stories::ALL.iter().find(|s| s.name == name).unwrap();
        stage.begin(story.name);
        (story.play)(&mut stage).await.unwrap_or_else(|e| panic!("{}: {e}", w.engine));
        w.clock.set(stage.now());
    }
    worlds
}

/// The page of the first matter of a place with these words in its title, as a visitor finds it.
pub async fn matter(w: &World, place: &str, title: &str) -> Page {
    let mut visitor = w.visitor();
    for list in ["problem", "task", "outcome"] {
        let all = visitor.get(&format!("/places/{place}/lists/{list}")).await;
        if all.ok().has_link(title) {
            return visitor.get(&all.link(title)).await;
        }
    }
    panic!("{}: no matter of {place} is called {title}", w.engine)
}

/// Where the first link to a record of some sort leads: `/votes/`, `/projects/`.
pub fn link_to(page: &Page, sort: &str) -> String {
    let mut links = page.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = links.find(|href| href.contains(sort));
    found.unwrap_or_else(|| panic!("{} leads to no {sort}", page.path)).to_owned()
}

/// The thread must say these things, one after the other.
pub fn tells_in_order(page: &Page, sentences: &[&str]) {
    let text = page.text();
    // The thread is the last part of the page: what the cards above it say is not its order.
    let thread =
        text.rfind("来龙去脉").map_or(text.as_str(), |at| text.get(at..).unwrap_or_default());
    let mut rest = thread;
    for sentence in sentences {
        let at = rest.find(sentence);
        let at =
            at.unwrap_or_else(|| panic!("“{sentence}” is not told, or too early, in:\n{thread}"));
        rest = rest.get(at + sentence.len()..).unwrap_or_default();
    }
}
