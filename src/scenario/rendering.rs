//! Mistakes as text: with the line they are in for a person at a terminal, one line each otherwise.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::mistake::{Mistake, Mistakes};
use super::place::Place;

/// How many mistakes are shown.
const SHOWN: usize = 20;

impl Mistakes {
    /// The first twenty mistakes by file and position, then how many more; empty if there are none.
    ///
    /// With `terminal`, each shows its line with the spot marked, long lines cut to `width` columns, in colour if
    /// `color`; otherwise each is one line, `file:line:column: error: ...`. Ends with a line break.
    pub fn render(&self, width: usize, color: bool, terminal: bool) -> String {
        let all = self.sorted();
        let mut out = String::new();
        for mistake in all.iter().take(SHOWN) {
            if terminal {
                out.push_str(&mistake.drawn(width, color));
                out.push_str("\n\n");
            } else {
                out.push_str(&mistake.line());
                out.push('\n');
            }
        }
        if all.len() > SHOWN {
            out.push_str(&format!("... and {} more\n", all.len() - SHOWN));
        } else if terminal && !out.is_empty() {
            out.pop();
        }
        out
    }
}

impl Mistake {
    /// The mistake on one line: `file:line:column: error: message; help: ...`.
    pub fn line(&self) -> String {
        let mut out = format!("{}: error: {}", self.place, self.message);
        if let Some((place, label)) = self.also.as_deref() {
            out.push_str(&format!(" ({label}: {place})"));
        }
        if let Some(help) = &self.help {
            out.push_str(&format!("; help: {help}"));
        }
        out
    }

    /// The mistake with the line it is in.
    fn drawn(&self, width: usize, color: bool) -> String {
        let mut group = Level::ERROR.primary_title(self.message.as_str()).element(element(
            &self.place,
            AnnotationKind::Primary,
            &self.label,
        ));
        if let Some((place, label)) = self.also.as_deref() {
            group = group.element(element(place, AnnotationKind::Context, label));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
        let report: [Group<'_>; 1] = [group];
        renderer.term_width(width.max(40)).render(&report)
    }
}

fn element<'a>(place: &'a Place, kind: AnnotationKind, label: &'a str) -> Element<'a> {
    let path: &str = &place.file;
    match &place.spot {
        None => Origin::path(path).into(),
        Some(spot) => match &spot.excerpt {
            None => Origin::path(path).line(spot.line).char_column(spot.column).into(),
            Some(line) => Snippet::source(line.as_str())
                .line_start(spot.line)
                .path(path)
                .annotation(kind.span(spot.marked.clone()).label((!label.is_empty()).then_some(label)))
                .into(),
        },
    }
}
