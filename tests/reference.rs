//! The reference in `scenarios/README.md` is what the program itself says.

use std::path::Path;

const BEGIN: &str = "<!-- reference: begin -->\n";
const END: &str = "<!-- reference: end -->\n";

#[test]
fn the_page_agrees_with_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/README.md");
    let page = std::fs::read_to_string(&path).expect("scenarios/README.md").replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).expect("the marker where the reference begins");
    let (_, after) = rest.split_once(END).expect("the marker where the reference ends");
    let wanted = format!("{before}{BEGIN}\n{}\n{END}{after}", desksim::report::reference().trim_end());
    if page == wanted {
        return;
    }
    if std::env::var_os("DESKSIM_BLESS").is_some() {
        std::fs::write(&path, wanted).expect("scenarios/README.md can be written");
        return;
    }
    let differs = page.lines().zip(wanted.lines()).enumerate().find(|(_, (is, should))| is != should);
    let at = differs.map_or("one is longer".to_string(), |(line, (is, should))| {
        format!("first at line {}:\n  page:    {is}\n  program: {should}", line + 1)
    });
    panic!(
        "scenarios/README.md differs from the program, {at}\nregenerate it: DESKSIM_BLESS=1 cargo test --test reference"
    );
}
