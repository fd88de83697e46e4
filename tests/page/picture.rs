//! Pictures for people to look at.

use std::path::PathBuf;

/// Keeps a picture (base64) where `DESKSIM_PICTURES` names a folder; draws none otherwise.
pub fn keep(name: &str, draw: &mut dyn FnMut() -> String) {
    let Some(folder) = std::env::var_os("DESKSIM_PICTURES").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), bytes(&draw())).expect("a file");
}

/// Base64 decoded.
fn bytes(text: &str) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => u32::from(c - b'A'),
        b'a'..=b'z' => u32::from(c - b'a') + 26,
        b'0'..=b'9' => u32::from(c - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u32> = text.bytes().filter(|c| *c != b'=').map(digit).collect();
    let chunk = |four: &[u32]| -> Vec<u8> {
        let all = four.iter().fold(0, |sum, d| (sum << 6) | d) << (6 * (4 - four.len()));
        all.to_be_bytes()[1..four.len()].to_vec()
    };
    digits.chunks(4).flat_map(chunk).collect()
}

#[test]
fn base64_is_read() {
    assert_eq!(bytes("TWFu"), b"Man");
    assert_eq!(bytes("TWE="), b"Ma");
    assert_eq!(bytes("TQ=="), b"M");
}
