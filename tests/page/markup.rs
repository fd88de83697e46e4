//! Reads a page strictly: every element that is opened is closed, in order, and attributes are quoted.

/// An element with what is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub elements: Vec<Element>,
    /// The text directly in it, entities replaced.
    pub own: String,
    /// The text in it and in what is in it.
    pub text: String,
}

/// Elements that are never closed.
const VOID: [&str; 3] = ["meta", "link", "br"];

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is of a class.
    pub fn is(&self, class: &str) -> bool {
        self.get("class").is_some_and(|c| c.split(' ').any(|c| c == class))
    }

    /// All elements in it for which something holds, in the order of the page.
    pub fn all<'e>(&'e self, holds: &dyn Fn(&Element) -> bool) -> Vec<&'e Element> {
        let within = |e: &'e Element| holds(e).then_some(e).into_iter().chain(e.all(holds)).collect::<Vec<_>>();
        self.elements.iter().flat_map(within).collect()
    }

    /// All elements of a name in it.
    pub fn named<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        self.all(&|e| e.name == name)
    }
}

/// Text without entities.
fn plain(text: &str) -> Result<String, String> {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (entity, rest) = part.split_once(';').ok_or(format!("& without an entity: {part:.40}"))?;
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#x27" | "#39" | "apos" => '\'',
            "#x2f" => '/',
            _ => return Err(format!("unknown entity &{entity};")),
        });
        plain += rest;
    }
    Ok(plain)
}

fn attributes(text: &str) -> Result<Vec<(String, String)>, String> {
    let (mut found, mut rest): (Vec<(String, String)>, &str) = (Vec::new(), text.trim());
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_string();
        if name.is_empty() || name.contains(['"', '\'', '<']) || found.iter().any(|(n, _)| *n == name) {
            return Err(format!("attributes: {text}"));
        }
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"').ok_or(format!("a quote is not closed: {text}"))?;
                rest = after;
                plain(value)?
            }
            None if rest.starts_with('=') => return Err(format!("not quoted: {text}")),
            None => String::new(),
        };
        found.push((name, value));
        rest = rest.trim_start();
    }
    Ok(found)
}

/// The elements of a page.
pub fn parse(page: &str) -> Result<Element, String> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let mut open = vec![Element::default()];
    while let Some(at) = rest.find('<') {
        let text = plain(&rest[..at])?;
        let here = open.last_mut().ok_or("nothing is open")?;
        here.own += &text;
        here.text += &text;
        let end = at + rest[at..].find('>').ok_or("a tag is not closed")?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().ok_or("nothing is open")?;
            if element.name != name {
                return Err(format!("</{name}> closes <{}>", element.name));
            }
            let parent = open.last_mut().ok_or("nothing is open")?;
            parent.text += &element.text;
            parent.elements.push(element);
            continue;
        }
        let closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, more) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(format!("<{tag}>"));
        }
        let mut element = Element { name: name.to_string(), attributes: attributes(more)?, ..Element::default() };
        if ["script", "style"].contains(&name) {
            // What is in these is no markup.
            let end = format!("</{name}>");
            let (inside, after) = rest.split_once(&end).ok_or(format!("no {end}"))?;
            element.own = inside.to_string();
            rest = after;
        }
        if closed || VOID.contains(&name) || ["script", "style"].contains(&name) {
            open.last_mut().ok_or("nothing is open")?.elements.push(element);
        } else {
            open.push(element);
        }
    }
    match open.len() {
        1 => Ok(open.remove(0)),
        _ => Err(format!("not closed: {:?}", open.iter().map(|e| &e.name).collect::<Vec<_>>())),
    }
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let page = |body: &str| parse(&format!("<!DOCTYPE html><p>{body}</p>"));
    assert_eq!(page("a &amp; <b class=\"x y\">b</b>").expect("good").text, "a & b");
    for wrong in ["<b>", "</b>", "<b></p></b>", "a & b", "<b class=x></b>", "<b x=\"1\" x=\"2\"></b>", "1 < 2"] {
        assert!(page(wrong).is_err(), "{wrong}");
    }
}
