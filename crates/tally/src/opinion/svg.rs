//! 画图 — The map as one self-contained SVG picture.
//!
//! Dots are base clusters, never persons with a name; a dot's size tells only a range. Each group
//! has an outline, a letter, a mark and a hatching of its own, so that nothing is told by colour
//! alone. Groups of fewer than five people are drawn as small crosses without outline or letter.

use super::map::{Dot, Map};
use super::place::Point;
use super::table::{FEWEST, Shown};
use crate::Lang;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 560.0;
/// Room for outlines at the edges.
const EDGE: f64 = 56.0;
/// The height of a line of the legend.
const LINE: f64 = 24.0;
const INK: &str = "#1a1a1a";
/// How an unshown dot is drawn.
const CROSS: &str = "M-3 -3L3 3M-3 3L3 -3";

/// How the groups look, in turn: a colour dark enough on white for text, the direction of the
/// hatching, the dashes of the outline, and the mark.
const LOOKS: [Look; 5] = [
    Look { colour: "#00639c", hatch: "M0 4H8", dash: "none", mark: Mark::Circle },
    Look { colour: "#a33c00", hatch: "M4 0V8", dash: "8 4", mark: Mark::Square },
    Look { colour: "#006b50", hatch: "M0 8L8 0", dash: "2 4", mark: Mark::Triangle },
    Look { colour: "#7b3f8f", hatch: "M0 0L8 8", dash: "12 4 2 4", mark: Mark::Diamond },
    Look { colour: "#6b5200", hatch: "M0 4H8M4 0V8", dash: "16 6", mark: Mark::Star },
];

struct Look {
    colour: &'static str,
    hatch: &'static str,
    dash: &'static str,
    mark: Mark,
}

#[derive(Clone, Copy)]
enum Mark {
    Circle,
    Square,
    Triangle,
    Diamond,
    Star,
}

impl Map {
    /// The map as an SVG picture.
    pub fn svg(&self, lang: Lang) -> String {
        let (dots, shown) = (self.dots(), self.shown());
        let people: u32 = dots.iter().map(|dot| dot.people).sum();
        let enough = people >= FEWEST;
        let dots = if enough { placed(dots) } else { Vec::new() };
        let hidden = dots.iter().any(|dot| look(dot.group, &shown).is_none());
        let lines = if enough { shown.len() + usize::from(hidden) } else { 0 };
        let height = HEIGHT + LINE * f64::from(super::votes::narrow(lines));
        let mut parts = vec![
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
                 role=\"img\" font-family=\"sans-serif\" font-size=\"15\"><title>{}</title>\
                 <desc>{}</desc>",
                pick(lang, "意见地图", "Opinion map"),
                description(&shown, enough, lang),
            ),
            patterns(shown.len()),
            format!("<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>"),
        ];
        let groups = || shown.iter().enumerate();
        parts.extend(groups().map(|(at, group)| outline(at, group, &dots)));
        parts.extend(dots.iter().map(|dot| match look(dot.group, &shown) {
            Some(at) => mark(at, dot.at, radius(dot.people)),
            None => cross(dot.at),
        }));
        parts.extend(groups().map(|(at, group)| label(at, group, &dots)));
        parts.push(if enough {
            legend(&shown, hidden, lang)
        } else {
            text([EDGE, HEIGHT / 2.0], INK, &too_few(lang))
        });
        parts.push("</svg>".to_owned());
        parts.concat()
    }
}

/// The dots on the picture: one scale both ways, the second axis upwards.
fn placed(mut dots: Vec<Dot>) -> Vec<Dot> {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for dot in &dots {
        for ((low, high), at) in low.iter_mut().zip(&mut high).zip(dot.at) {
            *low = low.min(at);
            *high = high.max(at);
        }
    }
    let ([left, bottom], [right, top]) = (low, high);
    let room = |size: f64, span: f64| {
        if span > 0.0 { (size - 2.0 * EDGE) / span } else { f64::INFINITY }
    };
    let scale = room(WIDTH, right - left).min(room(HEIGHT, top - bottom));
    let scale = if scale.is_finite() { scale } else { 1.0 };
    for dot in &mut dots {
        let [x, y] = dot.at;
        dot.at = [
            WIDTH / 2.0 + scale * (x - f64::midpoint(left, right)),
            HEIGHT / 2.0 - scale * (y - f64::midpoint(bottom, top)),
        ];
    }
    dots
}

const fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn too_few(lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("不足 {FEWEST} 人，不画图。"),
        Lang::En => format!("Fewer than {FEWEST} people: no map."),
    }
}

fn size(group: &Shown, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} 组：{} 人", group.letter, group.people),
        Lang::En => format!("Group {}: {} people", group.letter, group.people),
    }
}

/// The picture in words, for whoever does not see it.
fn description(shown: &[Shown], enough: bool, lang: Lang) -> String {
    if !enough {
        return too_few(lang);
    }
    let sizes: Vec<_> = shown.iter().map(|group| size(group, lang)).collect();
    let sizes = sizes.join(pick(lang, "；", "; "));
    match (lang, sizes.is_empty()) {
        (Lang::Zh, false) => {
            format!("站得近的人表态相近。{sizes}。每组对每条说法的票数见旁边的表格。")
        }
        (Lang::En, false) => format!(
            "People who vote alike stand close together. {sizes}. The table beside shows each \
             group's votes on each statement."
        ),
        (Lang::Zh, true) => format!("站得近的人表态相近。没有 {FEWEST} 人以上的小组。"),
        (Lang::En, true) => format!(
            "People who vote alike stand close together. No group has {FEWEST} or more people."
        ),
    }
}

/// Where a group stands among the shown ones.
fn look(group: Option<usize>, shown: &[Shown]) -> Option<usize> {
    shown.iter().position(|shown| Some(shown.group) == group)
}

/// The look of a shown group, the five in turn.
fn look_of(at: usize) -> &'static Look {
    let [first, ..] = &LOOKS;
    LOOKS.get(at % LOOKS.len()).unwrap_or(first)
}

fn patterns(groups: usize) -> String {
    let pattern = |at: usize| {
        let Look { colour, hatch, .. } = look_of(at);
        format!(
            "<pattern id=\"opinion-hatch-{at}\" width=\"8\" height=\"8\" \
             patternUnits=\"userSpaceOnUse\"><path d=\"{hatch}\" stroke=\"{colour}\" \
             stroke-opacity=\".35\" fill=\"none\"/></pattern>"
        )
    };
    let patterns: String = (0..groups.min(LOOKS.len())).map(pattern).collect();
    format!("<defs>{patterns}</defs>")
}

/// A dot's size by range, so that it does not tell how few stand there.
const fn radius(people: u32) -> f64 {
    match people {
        0..5 => 4.0,
        5..10 => 6.0,
        10..20 => 8.0,
        20..50 => 11.0,
        _ => 14.0,
    }
}

/// The outline of a group: the hull of octagons around its dots.
fn outline(at: usize, group: &Shown, dots: &[Dot]) -> String {
    let mut around = Vec::new();
    for dot in dots.iter().filter(|dot| dot.group == Some(group.group)) {
        let out = radius(dot.people) + 12.0;
        let (near, [x, y]) = (out * std::f64::consts::FRAC_1_SQRT_2, dot.at);
        for [dx, dy] in [[out, 0.0], [0.0, out], [near, near], [near, -near]] {
            around.extend([[x + dx, y + dy], [x - dx, y - dy]]);
        }
    }
    let Look { colour, dash, .. } = look_of(at);
    let points: Vec<_> = hull(around).iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
    if points.is_empty() {
        return String::new();
    }
    format!(
        "<polygon points=\"{}\" fill=\"url(#opinion-hatch-{})\" stroke=\"{colour}\" \
         stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>",
        points.join(" "),
        at % LOOKS.len(),
    )
}

/// The convex hull, by Andrew's monotone chain (1979).
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|[ax, ay], [bx, by]| ax.total_cmp(bx).then(ay.total_cmp(by)));
    points.dedup();
    let mut chain = half_hull(points.iter());
    let back = half_hull(points.iter().rev());
    chain.pop();
    chain.extend(back.split_last().map(|(_, rest)| rest).unwrap_or_default());
    chain
}

fn half_hull<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut chain: Vec<Point> = Vec::new();
    for &[x, y] in points {
        while let [.., [ax, ay], [bx, by]] = chain[..]
            && (bx - ax) * (y - ay) - (by - ay) * (x - ax) <= 0.0
        {
            chain.pop();
        }
        chain.push([x, y]);
    }
    chain
}

fn mark(at: usize, [x, y]: Point, r: f64) -> String {
    let Look { colour, mark, .. } = look_of(at);
    let path = match mark {
        Mark::Circle => {
            return format!(
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\" fill=\"{colour}\" stroke=\"#fff\"/>"
            );
        }
        Mark::Square => format!("M-{r} -{r}H{r}V{r}H-{r}Z"),
        Mark::Triangle => format!("M0 -{r}L{r} {r}H-{r}Z"),
        Mark::Diamond => format!("M0 -{r}L{r} 0L0 {r}L-{r} 0Z"),
        Mark::Star => {
            let t = r / 3.0;
            format!(
                "M-{t:.1} -{r}H{t:.1}V-{t:.1}H{r}V{t:.1}H{t:.1}V{r}H-{t:.1}V{t:.1}H-{r}V-{t:.1}H-{t:.1}Z"
            )
        }
    };
    format!(
        "<path transform=\"translate({x:.1} {y:.1})\" d=\"{path}\" fill=\"{colour}\" \
         stroke=\"#fff\"/>"
    )
}

fn cross([x, y]: Point) -> String {
    format!(
        "<path transform=\"translate({x:.1} {y:.1})\" d=\"{CROSS}\" stroke=\"#595959\" \
         stroke-width=\"1.5\" fill=\"none\"/>"
    )
}

/// A group's letter in its middle.
fn label(at: usize, group: &Shown, dots: &[Dot]) -> String {
    let (mut sum, mut people) = ([0.0, 0.0], 0.0);
    for dot in dots.iter().filter(|dot| dot.group == Some(group.group)) {
        let [x, y] = dot.at;
        let weight = f64::from(dot.people);
        sum = [sum[0] + weight * x, sum[1] + weight * y];
        people += weight;
    }
    if people == 0.0 {
        return String::new();
    }
    let [x, y] = sum.map(|along| along / people);
    format!(
        "<text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"28\" font-weight=\"bold\" text-anchor=\"middle\" \
         fill=\"{}\" stroke=\"#fff\" stroke-width=\"5\" paint-order=\"stroke\">{}</text>",
        y + 10.0,
        look_of(at).colour,
        group.letter,
    )
}

fn legend(shown: &[Shown], hidden: bool, lang: Lang) -> String {
    let small = match lang {
        Lang::Zh => format!("不足 {FEWEST} 人的小组，或没有归组的人"),
        Lang::En => format!("groups of fewer than {FEWEST}, or people in none"),
    };
    let known = shown.iter().enumerate().map(|(at, group)| (Some(at), size(group, lang)));
    let lines = known.chain(hidden.then_some((None, small)));
    let line = |(nth, (at, words)): (u32, (Option<usize>, String))| {
        let y = HEIGHT + LINE * f64::from(nth);
        let sign = at.map_or_else(|| cross([EDGE, y]), |at| mark(at, [EDGE, y], 6.0));
        sign + &text([EDGE + 18.0, y + 5.0], INK, &words)
    };
    (0..).zip(lines).map(line).collect()
}

fn text([x, y]: Point, colour: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{colour}\">{text}</text>")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::opinion::{Given, Moderation, Votes};

    fn map(groups: &str) -> Map {
        let mut file = "participant,statement,vote\n".to_owned();
        for person in 0..12 {
            let side = if person < 6 { 1 } else { -1 };
            let own = if person % 3 == 0 { -1 } else { 1 };
            write!(file, "{person},1,{side}\n{person},2,{own}\n{person},3,{side}\n").unwrap();
        }
        let votes = Votes::read(file.as_bytes()).unwrap();
        let given: Given = serde_json::from_str(groups).unwrap();
        Map::draw_given(votes, Moderation::default(), &given).unwrap()
    }

    #[test]
    fn groups_have_outlines_letters_marks_and_hatchings() {
        let svg = map("[[0,1,2,3,4,5], [6,7,8,9,10,11]]").svg(Lang::Zh);
        assert_eq!(svg.matches("<polygon").count(), 2);
        assert_eq!(svg.matches("<pattern").count(), 2);
        assert!(svg.contains("<circle") && svg.contains("stroke-dasharray=\"8 4\""));
        assert!(svg.contains(">A</text>") && svg.contains("A 组：6 人；B 组：6 人"));
        assert!(svg.starts_with("<svg") && svg.contains("<title>意见地图</title><desc>"));
        assert!(!svg.contains("不足") && !svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn small_groups_are_crosses_without_a_name() {
        let svg = map("[[0,1,2,3,4,5], [6,7,8,9], [10,11]]").svg(Lang::Zh);
        assert_eq!((svg.matches("<polygon").count(), svg.matches(">B<").count()), (1, 0));
        assert!(svg.contains(CROSS) && svg.contains("不足 5 人的小组"));
    }

    #[test]
    fn too_few_people_make_no_picture() {
        let votes = Votes::read(b"participant,statement,vote\na,1,1\nb,1,-1\n").unwrap();
        let svg = Map::draw(votes, Moderation::default()).svg(Lang::En);
        assert!(svg.contains("Fewer than 5 people") && !svg.contains("<circle"));
        let empty = Map::draw(Votes::default(), Moderation::default()).svg(Lang::Zh);
        assert!(empty.contains("不足 5 人，不画图"));
    }

    #[test]
    fn hulls_turn_around_their_points() {
        let square = vec![[0.0, 0.0], [2.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 2.0], [1.0, 0.0]];
        assert_eq!(hull(square), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
        assert_eq!(hull(vec![[1.0, 1.0]]).len(), 0);
        assert!(hull(Vec::new()).is_empty());
    }
}
