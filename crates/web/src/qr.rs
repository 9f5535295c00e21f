//! 二维码 — A QR code as SVG, for paper.

use fast_qr::QRBuilder;

/// The text as a QR code: an SVG without styles, sized by the page. Empty when the text is too long
/// (over 2,953 bytes), which no link of ours is.
pub fn qr_svg(text: &str) -> String {
    use std::fmt::Write as _;
    let Ok(code) = QRBuilder::new(text).build() else { return String::new() };
    let size = code.size;
    let mut path = String::new();
    for y in 0..size {
        let row = code.data.iter().skip(y * size).take(size);
        for (x, _) in row.enumerate().filter(|(_, module)| module.value()) {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    let full = size + 8;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {full} {full}\" role=\"img\" aria-label=\"QR\" \
         shape-rendering=\"crispEdges\"><rect width=\"{full}\" height=\"{full}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}
