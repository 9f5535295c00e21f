//! 填 — Fills a county with matters, with everything the slices keep for each, as fast as the disk takes it.

use std::collections::{BTreeMap, BTreeSet};

use ground::matter as spine;
use kernel::{Klass, MatterId, Moment, PlaceCode, Rng as _, Standing, days, token};
use store::binds;
use tokio::sync::mpsc;

use crate::Outcome;
use crate::chance::Chance;
use crate::county::{COUNTY, Spread};
use crate::index::Index;
use crate::matter::Matter;
use crate::out::{self, Out};
use crate::raw::Raw;
use crate::record::Record;
use crate::{table, told};

table! {
    MATTER = "ground_matter": county id place street community title stage standing list klass answers due
        reason review into_matter voices raised changed version;
    TALLY = "ground_tally": county level place standing stage n;
    VOICE = "ground_voice": county id matter mark channel entered person at;
    REPORT = "listen_report": county voice matter place title words original name contact channel entered at;
    ACCEPTANCE = "listen_acceptance": county matter rule due at;
    PARKING = "listen_parking": county matter unlock at;
    TOPIC = "decide_topic": county id place matter question source at;
    TOPIC_MATTER = "decide_topic_matter": county matter topic at;
    ROUND = "evaluate_round": county id matter place number opened due rule handlers state settled version;
    HEARD = "evaluate_heard": county round voice turn came late said channel entered words at;
    MARK = "evaluate_mark": county subject result place street community matter n at;
    COUNT = "evaluate_total": county level place result n;
    FIND = "ground_find": county matter n words tokens;
    FIND_TOKEN = "ground_find_token": rowid county tokens;
}

/// How matters are counted: length of the code, place, standing, stage.
type Kind = (i64, PlaceCode, &'static str, &'static str);

/// Everything that grows while matters are made.
#[derive(Debug)]
pub struct Fill {
    pub out: Out,
    pub chance: Chance,
    pub record: Record,
    index: Index,
    tally: BTreeMap<Kind, i64>,
    counts: BTreeMap<(PlaceCode, &'static str), i64>,
    /// The last matter of each community: others are joined to it.
    last: BTreeMap<usize, (String, String)>,
    /// SQLite keeps the tokens of search in its full-text index, PostgreSQL in the row.
    sqlite: bool,
}

/// Fills an empty county; gives the number of a matter of the busy community that is like most.
pub async fn fill(raw: &mut Raw, matters: u32, now: Moment) -> Outcome<String> {
    let (to, from) = mpsc::channel(64);
    let sqlite = raw.is_sqlite();
    let maker = std::thread::spawn(move || make(Out::new(to), matters, now.0, sqlite));
    out::write(raw, from).await?;
    maker.join().map_err(|_| "the thread that makes matters broke")?
}

fn make(out: Out, matters: u32, now: i64, sqlite: bool) -> Outcome<String> {
    let spread = Spread::try_new()?;
    let mut fill = Fill {
        out,
        chance: Chance::new(20_231_128),
        record: Record::new(),
        index: Index::default(),
        tally: BTreeMap::new(),
        counts: BTreeMap::new(),
        last: BTreeMap::new(),
        sqlite,
    };
    let (mut taken, mut typical) = (BTreeSet::new(), None);
    let step = days(1_095) / i64::from(matters.max(1));
    for n in 0..i64::from(matters) {
        let raised = now - days(1_096) + n * step;
        let m = Matter::draw(&mut fill.chance, &spread, &mut taken, raised, now)?;
        fill.matter(&m)?;
        if m.community == 0 && m.standing == Standing::Open && m.voices == 2 {
            typical = Some(m.id);
        }
    }
    fill.end(&spread)?;
    typical.ok_or_else(|| "no matter is like most".into())
}

impl Fill {
    fn matter(&mut self, m: &Matter) -> Outcome {
        let list = ground::matter::List::of(m.standing).map_or("", ground::matter::List::word);
        let parked = m.standing == Standing::Parked;
        let earlier = self.last.get(&m.community).cloned();
        let into = earlier.filter(|_| m.standing == Standing::Merged);
        self.out.row(
            &MATTER,
            &[
                COUNTY.into(),
                (&m.id).into(),
                (&m.place).into(),
                m.head(9).into(),
                m.head(12).into(),
                (&m.title).into(),
                m.stage.into(),
                m.standing.into(),
                list.into(),
                m.klass.into(),
                m.answers.map(str::to_owned).into(),
                m.due.into(),
                parked.then(|| "等管网改造一起做".to_owned()).into(),
                m.due.filter(|_| parked).into(),
                into.as_ref().map(|(id, _)| id.clone()).into(),
                m.voices.into(),
                m.raised.into(),
                m.changed.into(),
                1_i64.into(),
            ],
        )?;
        // In its own place and in every place above up to the county.
        for place in m.place.path().into_iter().filter(|p| p.as_str().len() >= 6) {
            let level = i64::try_from(place.as_str().len())?;
            let kind = (level, place, m.standing.word(), m.stage.word());
            *self.tally.entry(kind).or_default() += 1;
        }
        if m.standing != Standing::Merged {
            self.findable(m)?;
        }
        let voices = self.voices(m)?;
        told::tell(self, m, into.as_ref().map_or(("", ""), |(id, title)| (id, title)))?;
        self.terms(m)?;
        if m.judged() {
            self.round(m, &voices)?;
        }
        if m.standing != Standing::Merged {
            self.last.insert(m.community, (m.id.clone(), m.title.clone()));
        }
        Ok(())
    }

    /// What search finds it by, as the program itself keeps it.
    fn findable(&mut self, m: &Matter) -> Outcome {
        let raised = Moment(m.raised);
        let n = spine::number_of(&m.place.county(), &MatterId::parse(&m.id)?, raised);
        let tokens = spine::found_by(&m.place, m.answers, &m.title, &m.words, raised);
        let kept = if self.sqlite { "" } else { tokens.as_str() };
        self.out.row(&FIND, binds![COUNTY, &m.id, n, &m.words, kept])?;
        if self.sqlite {
            self.out.row(&FIND_TOKEN, binds![n, COUNTY, tokens])?;
        }
        Ok(())
    }

    /// Who spoke: the first with words, the others joined.
    fn voices(&mut self, m: &Matter) -> Outcome<Vec<String>> {
        let mut voices = Vec::new();
        for turn in 0..m.voices {
            let (voice, mark) = (token(&mut self.chance, 16), self.digest());
            let channel = self.chance.one(&["web", "web", "web", "phone", "walk-in", "paper"]);
            let entered = (channel != "web").then(|| "网格员".to_owned());
            let at = m.raised + turn * 60_000;
            let own =
                binds![COUNTY, &voice, &m.id, mark, channel, entered.clone(), None::<String>, at];
            self.out.row(&VOICE, own)?;
            let words = if turn == 0 { m.words.as_str() } else { "" };
            let none = None::<String>;
            let report = binds![
                COUNTY,
                &voice,
                &m.id,
                &m.place,
                &m.title,
                words,
                none.clone(),
                none.clone(),
                none,
                channel,
                entered,
                at,
            ];
            self.out.row(&REPORT, report)?;
            if turn == 0 {
                self.index.add(m.community, &voice, at, words)?;
            }
            voices.push(voice);
        }
        Ok(voices)
    }

    /// 64 letters as a digest has them.
    fn digest(&mut self) -> String {
        let mut bytes = [0; 32];
        self.chance.fill(&mut bytes);
        bytes.iter().fold(String::with_capacity(64), |text, b| text + &format!("{b:02x}"))
    }

    fn terms(&mut self, m: &Matter) -> Outcome {
        if let Some(klass) = m.klass {
            let rule = match klass {
                Klass::Hard => "hand",
                Klass::Urgent | Klass::Small => "cn-handling-limits@2020-01-01",
            };
            let due = m.due.unwrap_or(m.changed);
            self.out.row(&ACCEPTANCE, binds![COUNTY, &m.id, rule, due, m.raised])?;
        }
        if m.standing == Standing::Parked {
            self.out.row(&PARKING, binds![COUNTY, &m.id, "管网改造立项", m.changed])?;
        }
        if matches!(m.stage, kernel::Stage::Decide | kernel::Stage::Build | kernel::Stage::Manage) {
            let topic = token(&mut self.chance, 16);
            let (question, none) = (format!("{}怎么办？", m.title), None::<String>);
            let row = binds![COUNTY, &topic, &m.place, &m.id, question, none, m.raised];
            self.out.row(&TOPIC, row)?;
            self.out.row(&TOPIC_MATTER, binds![COUNTY, &m.id, &topic, m.raised])?;
        }
        Ok(())
    }

    /// What those who raised it say: of three in four rounds at rest everybody was reached.
    fn round(&mut self, m: &Matter, voices: &[String]) -> Outcome {
        let round = token(&mut self.chance, 16);
        let (state, rest) = match m.standing {
            Standing::Solved => ("solved", Some(m.changed)),
            Standing::Lapsed => ("lapsed", Some(m.changed)),
            _ => ("open", None),
        };
        let (rule, until) = ("cn-evaluate-fallback@2020-01-01", m.changed + days(30));
        let row = binds![
            COUNTY,
            &round,
            &m.id,
            &m.place,
            1_i64,
            m.changed,
            until,
            rule,
            "网格员",
            state,
            rest,
            1_i64,
        ];
        self.out.row(&ROUND, row)?;
        let (mut solved, mut unreached) = (0, 0);
        for (voice, turn) in voices.iter().zip(1_i64..) {
            let said = m.standing == Standing::Solved && (turn == 1 || self.chance.permille(750));
            solved += i64::from(said);
            unreached += i64::from(!said);
            let word = said.then(|| "solved".to_owned());
            let (web, at) = (said.then(|| "web".to_owned()), said.then_some(m.changed));
            let none = None::<String>;
            let row = binds![
                COUNTY,
                &round,
                voice,
                turn,
                "web",
                false,
                word,
                web,
                none.clone(),
                none,
                at,
            ];
            self.out.row(&HEARD, row)?;
        }
        if rest.is_some() {
            let lapsed = i64::from(m.standing == Standing::Lapsed);
            for (mark, n) in [("solved", solved), ("unreached", unreached), ("lapsed", lapsed)] {
                self.mark(m, &round, mark, n)?;
            }
        }
        Ok(())
    }

    fn mark(&mut self, m: &Matter, round: &str, mark: &'static str, n: i64) -> Outcome {
        if n == 0 {
            return Ok(());
        }
        for at in m.place.path().into_iter().filter(|at| at.as_str().len() >= 6) {
            *self.counts.entry((at, mark)).or_default() += n;
        }
        let (street, community) = (m.head(9), m.head(12));
        let row = binds![COUNTY, round, mark, &m.place, street, community, &m.id, n, m.changed];
        self.out.row(&MARK, row)
    }

    fn end(self, spread: &Spread) -> Outcome {
        let Self { mut out, record, index, tally, counts, .. } = self;
        for ((level, place, standing, stage), n) in tally {
            out.row(&TALLY, binds![COUNTY, level, place, standing, stage, n])?;
        }
        for ((place, result), n) in counts {
            let level = i64::try_from(place.as_str().len())?;
            out.row(&COUNT, binds![COUNTY, level, place, result, n])?;
        }
        record.end(&mut out)?;
        index.end(&mut out, spread.communities())?;
        out.end()
    }
}
