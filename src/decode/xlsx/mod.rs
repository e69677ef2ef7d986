//! Spreadsheets as Excel writes them: the workbook's shared parts and its sheets.
//!
//! Strings are shared by all sheets, and whether a number is a date stands in the styles, so those are read first; the
//! sheets then pass through row by row. Nothing but the strings is held.

mod number;
mod sheet;
mod strings;
mod styles;

pub(super) use number::{day, float, number};
pub(super) use sheet::sheet;
pub(super) use strings::Strings;
pub(super) use styles::{STYLES, Styles, shows_date};

/// What the sheets of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) strings: Strings,
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

#[cfg(test)]
mod tests {
    use crate::decode::zip::tests::told;
    use crate::decode::zip::writer::archive;

    const STRINGS: &str =
        "<sst><si><t>Name</t></si><si><r><t>As</t></r><r><t>ha</t></r><rPh><t>no</t></rPh></si></sst>";
    const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yy'/></numFmts>\
        <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>";

    fn workbook(rows: &str, properties: &str) -> String {
        let sheet = format!("<x:worksheet xmlns:x='s'><x:sheetData>{rows}</x:sheetData></x:worksheet>");
        let book = format!("<workbook><workbookPr {properties}/></workbook>");
        told(&archive(&[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/worksheets/sheet1.xml", &sheet),
            ("xl/workbook.xml", &book),
            ("xl/styles.xml", STYLES),
            ("xl/SharedStrings.xml", STRINGS),
        ]))
        .expect("a workbook")
    }

    #[test]
    fn cells_read_as_on_the_sheet() {
        for (cells, expected) in [
            ("<c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>9</v></c>", "Name|Asha"),
            ("<c r='B1'><v>2.34123412346E11</v></c><c r='D1' t='b'><v>1</v></c>", "|234123412346||TRUE"),
            ("<c t='inlineStr'><is><t>a&amp;b</t></is></c><c><v/></c><c><v>7.0</v></c>", "a&b||7"),
            ("<c t='str'><f>A1</f><v>Asha</v></c><c><f>&quot;9&quot;</f></c>", "Asha|\"9\""),
            ("<c s='1'><v>44197</v></c><c s='2'><v>44197.5</v></c>", "2021-01-01|2021-01-01 12:00"),
            ("<c s='0'><v>44197</v></c><c s='9'><v>1</v></c>", "44197|1"),
            ("<c t='d'><v>2021-01-01</v></c><c t='e'><v>#N/A</v></c>", "2021-01-01|#N/A"),
            ("<c t='inlineStr'><is><t>a\nb_x000D_c</t></is></c>", "a b c"),
            ("<c r='C1'><v>1</v></c><c r='A1'><v>2</v></c>", "||1|2"),
        ] {
            let told = workbook(&format!("<x:row>{cells}</x:row>"), "");
            assert_eq!(told, format!("#/{expected}"), "{cells}");
        }
        assert_eq!(workbook("<row><c s='1'><v>42735</v></c></row>", "date1904='1'"), "#/2021-01-01");
    }

    #[test]
    fn columns_behind_the_last_follow_without_gaps() {
        let told = workbook("<row><c r='XFC1'><v>1</v></c><c r='XFD1'><v>2</v></c></row>", "");
        assert_eq!(told, "#/1|2");
    }

    #[test]
    fn what_stands_beside_the_cells_comes_at_the_end() {
        let told = told(&archive(&[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/comments1.xml", "<comments><text><r><t>call 1</t></r></text></comments>"),
            ("docProps/core.xml", "<coreProperties><creator>Asha</creator> </coreProperties>"),
            (
                "xl/_rels/s.rels",
                "<Relationships><Relationship Target='mailto:a' TargetMode='External'/></Relationships>",
            ),
            ("xl/s.xml", "<worksheet><row><c><v>1</v></c></row><oddHeader>H</oddHeader></worksheet>"),
            ("xl/t.xml", "<worksheet><row><c><v>2</v></c></row></worksheet>"),
            ("xl/c.xml", "<pivotCacheRecords><r><s v='Asha'/><x v='0'/><n v='1E2'/></r></pivotCacheRecords>"),
        ]));
        assert_eq!(told.as_deref(), Ok("#/1#/2#/H#call 1#/Asha#/mailto:a#/Asha||100"));
    }

    #[test]
    fn two_tables_of_strings_leave_open_which_counts() {
        let files = [("[Content_Types].xml", "<Types/>"), ("a.xml", "<sst/>"), ("b.xml", "<sst/>")];
        assert!(told(&archive(&files)).is_err());
    }
}
