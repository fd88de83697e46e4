//! A desk whose names try to break out of wherever they are put.

use std::fs;

/// A name of a scenario.
pub const NAME: &str = r#"<script>broken=1</script> "&amp;' x"#;

/// The desk.
pub fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let img = r#"<img src=x onerror=broken=2>"#;
    let files = [
        (
            "desk.csv",
            format!(
                "setting,value\npurpose,{}\ntickets_per_week,300\n",
                quoted(r#"Is </title></script><script>broken=3</script> safe?"#)
            ),
        ),
        (
            "team.csv",
            format!(
                "group,role,agents,shift\n{},technician,3,Mon-Fri 08:00-17:00\nsp,specialist,2,Mon-Fri 08:00-17:00\n",
                quoted(img)
            ),
        ),
        (
            "scenarios.csv",
            format!(
                "scenario,when,sp\n{},{},2\n{},{},3\n",
                quoted(NAME),
                quoted(img),
                quoted("${1}{{2}}]]>-->"),
                quoted(img)
            ),
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}
