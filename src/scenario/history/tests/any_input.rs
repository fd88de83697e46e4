//! No input makes it panic.

use proptest::prelude::*;

use super::super::{Mapping, measure, stamp};
use super::history;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for start in [&b""[..], b"opened,id,priority,kind,work_minutes\n", b"\x1f\x8b\x08\0"] {
            let _ = history("", &[start, &bytes].concat());
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        rows in prop::collection::vec("[0-9]{1,5}[-/. ][0-9]{1,4}[-/][0-9]{1,5}[ T]?[0-9:.APM\"\\r]{0,9},[A-C]?,[P0-9é]{0,3},[ha]{0,2}ardware?,[0-9:,.e-]{0,6}\\PC{0,2}", 0..20),
        mapping in "(dates=day-first)?;(from=2016-0[1-9]-01)?",
    ) {
        let text = format!("opened,id,priority,kind,work_minutes\n{}", rows.join("\n"));
        match history(&mapping, text.as_bytes()) {
            Ok(h) => {
                prop_assert_eq!(h.rows, h.tickets.len() as u64 + h.collapsed + h.outside);
                prop_assert!(h.tickets.is_sorted_by_key(|t| t.recorded.at));
                let (first, last) = h.dates().unwrap();
                let _ = measure(&h, first, last).cautions();
            }
            Err(found) => {
                prop_assert!(!found.is_empty());
                prop_assert!(found.iter().all(|m| !m.to_string().contains('\n')));
            }
        }
    }

    #[test]
    fn no_mapping_makes_it_panic(text in "(opened|kind|from|dates|priority|priority:a|;|=|\\PC){0,12}") {
        let _ = Mapping::parse(&text);
    }

    #[test]
    fn no_stamp_makes_it_panic(text in "[0-9A-Za-zé/:. +-]{0,24}") {
        let _ = stamp::stamp(&text);
    }
}
