//! 热度 — How many people a group moves, so that one loud post does not outshout many quiet ones.
//!
//! Heat counts voices. All messages of one author are one voice, and so are nearly equal texts of
//! unknown authors. A voice is worth 100 points, and 20 more for every doubling of its likes (the
//! best-liked of its messages, less its dislikes, so that no author collects by repeating). Points
//! halve every 30 days since the voice was last heard. 2,097 likes are so worth two and a bit people,
//! not two thousand: likes come easily and from anywhere, an account of a problem does not.

use serde::Serialize;

use super::Message;

/// Points of a voice.
const VOICE: u64 = 100;
/// Points for every doubling of a voice's likes.
const DOUBLING: u64 = 20;
/// Days after which points are halved.
const HALF_LIFE: i64 = 30;
const DAY: i64 = 24 * 60;

/// People who speak of one problem, as far as they can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Voice {
    /// Likes less dislikes of the best-liked message.
    pub likes: u32,
    /// When it was last heard.
    pub last: Option<i64>,
}

impl Voice {
    /// The voice with one more message.
    pub fn hear(&mut self, message: &Message) {
        self.likes = self.likes.max(message.up.saturating_sub(message.down));
        self.last = self.last.max(message.time);
    }
}

/// The heat of a group and what it is made of; the parts add up to the points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Heat {
    /// All points.
    pub points: u64,
    /// Points for the voices themselves.
    pub from_voices: u64,
    /// Points for likes.
    pub from_likes: u64,
    /// Points that time took away from both.
    pub faded: u64,
    /// How many voices.
    pub voices: u64,
    /// The same in words, for people.
    pub because: Vec<String>,
}

impl Heat {
    /// The heat of voices at the moment `now`, in minutes; without it nothing fades.
    pub(super) fn of(voices: &[Voice], now: Option<i64>) -> Self {
        let (mut heat, mut loudest) = (Self::default(), 0);
        for voice in voices {
            let likes = doublings_sixteenths(voice.likes) * DOUBLING / 16;
            let whole = VOICE + likes;
            let left = fade(whole, now.zip(voice.last).map(|(now, last)| now.saturating_sub(last)));
            let voice_left = left * VOICE / whole;
            heat.voices += 1;
            heat.points += left;
            heat.from_voices += voice_left;
            heat.from_likes += left - voice_left;
            heat.faded += whole - left;
            loudest = loudest.max(voice.likes);
        }
        heat.because = heat.words(loudest);
        heat
    }

    fn words(&self, loudest: u32) -> Vec<String> {
        let voices = format!(
            "{}个不同的人（同一人和几乎相同的匿名文字只算一次），计{}分",
            self.voices, self.from_voices
        );
        let likes = format!(
            "赞同按翻倍计分，每人只取最高一条（最高{loudest}个赞），计{}分",
            self.from_likes
        );
        let faded = format!("时间越久越淡，每{HALF_LIFE}天减半，已减去{}分", self.faded);
        [(true, voices), (self.from_likes > 0, likes), (self.faded > 0, faded)]
            .into_iter()
            .filter_map(|(holds, words)| holds.then_some(words))
            .collect()
    }
}

/// What is left of points after some minutes: half every [`HALF_LIFE`] days, a straight line between.
fn fade(points: u64, age: Option<i64>) -> u64 {
    let half = HALF_LIFE * DAY;
    let age = age.unwrap_or_default().max(0);
    let halvings = u32::try_from(age / half).unwrap_or(u32::MAX);
    let left = points.checked_shr(halvings).unwrap_or_default();
    let (part, half) = (u64::try_from(age % half).unwrap_or_default(), half.unsigned_abs());
    left - left * part / (2 * half)
}

/// `16 × log2(1 + n)` in whole numbers; between powers of two a straight line.
fn doublings_sixteenths(n: u32) -> u64 {
    let n = u64::from(n) + 1;
    let whole = n.ilog2();
    u64::from(whole) * 16 + (((n - (1 << whole)) * 16) >> whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(likes: u32, last: i64) -> Voice {
        Voice { likes, last: Some(last) }
    }

    #[test]
    fn one_loud_post_is_worth_a_few_people() {
        let loud = Heat::of(&[voice(2_097, 0)], Some(0));
        let quiet = Heat::of(&[voice(0, 0); 4], Some(0));
        assert_eq!((loud.points, quiet.points), (320, 400));
        assert_eq!(loud.from_voices + loud.from_likes, loud.points);
        assert_eq!((loud.because.len(), quiet.because.len()), (2, 1));
    }

    #[test]
    fn heat_halves_in_thirty_days() {
        let after = |days: i64| Heat::of(&[voice(0, 0)], Some(days * DAY)).points;
        assert_eq!([0, 15, 30, 60, 5_000].map(after), [100, 75, 50, 25, 0]);
        assert_eq!(Heat::of(&[voice(0, 9)], Some(0)).points, 100, "from the future");
        assert_eq!(Heat::of(&[voice(0, i64::MIN)], Some(i64::MAX)).points, 0);
        assert_eq!(Heat::of(&[voice(0, 0)], None).points, 100);
        let old = Heat::of(&[voice(1, 0)], Some(30 * DAY));
        assert_eq!((old.points + old.faded, old.because.len()), (120, 3));
    }

    #[test]
    fn an_author_is_one_voice() {
        let mut voice = Voice::default();
        for (up, down, time) in [(5, 1, 30), (7, 6, 20), (0, 9, 10)] {
            voice.hear(&Message { up, down, time: Some(time), ..Message::default() });
        }
        assert_eq!(voice, Voice { likes: 4, last: Some(30) });
    }

    #[test]
    fn doublings_grow_with_likes() {
        let steps: Vec<_> = [0, 1, 2, 3, 7, 2_097, u32::MAX].map(doublings_sixteenths).into();
        assert_eq!(steps[..5], [0, 16, 24, 32, 48]);
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
