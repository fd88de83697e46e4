//! `desksim new DIR`.

use super::arguments::New;
use super::{WRONG, output};

/// Tables of the desk to start from.
const TABLES: [(&str, &str); 3] = [
    (
        "desk.csv",
        "# One setting a row; everything not named here has a default: desksim check lists them.,\n\
         setting,value\n\
         purpose,should the next hire be a technician or a specialist?\n\
         # your own volume: it is never guessed,\n\
         tickets_per_week,600\n\
         # whose meaning of the roles: systems-and-desktop or service-and-field or consensus,\n\
         preset,systems-and-desktop\n",
    ),
    (
        "team.csv",
        "# One group of like agents a row.,,,\n\
         group,role,agents,shift\n\
         technicians,technician,6,Mon-Fri 08:00-17:00\n\
         specialists,specialist,3,Mon-Fri 08:00-17:00\n",
    ),
    (
        "scenarios.csv",
        "# One scenario a row. A column overrides a cell of another table: a group's head count or table.key.column.,,,,\n\
         scenario,when,technicians,specialists,tickets.*.per_week\n\
         as today,usual,6,3,\n\
         one more technician,usual,7,3,\n\
         one more specialist,usual,6,4,\n\
         as today,volume up a fifth,6,3,x1.2\n\
         one more technician,volume up a fifth,7,3,x1.2\n\
         one more specialist,volume up a fifth,6,4,x1.2\n",
    ),
];

/// Writes a desk folder to start from.
pub(super) fn new(arguments: &New) -> u8 {
    let folder = &arguments.folder;
    if folder.exists() {
        let message = format!("{} is already there; name a folder that does not exist yet", folder.display());
        return output::failure(WRONG, &message);
    }
    if let Err(message) = output::write(folder, &TABLES) {
        return output::failure(super::FAILED, &message);
    }
    output::print(&format!(
        "wrote {0}: edit its tables in a spreadsheet, then\n  desksim check {0}\n  desksim compare {0}\n",
        folder.display()
    ))
}
