//! Office documents: archives of marked-up parts.
//!
//! A part is known by its outermost element, not by its name or by what refers to it, so a sheet that hides behind an
//! odd path is read like any other. Parts that are not marked up (documents within the document) are handed on, but
//! for those that no program shows.

use alloc::vec::Vec;

mod other;

use super::docx::docx;
use super::layout::Aside;
use super::markup;
use super::member::{Members, ending};
use super::odf::{is_encrypted, odf};
use super::xlsx::{Strings, Styles, Workbook, sheet};
use super::zip::{File, hand_on};
use crate::bytes::events::{Output, PART};
use crate::bytes::{Budget, Unread};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sheet,
    Strings,
    Styles,
    Workbook,
    /// Paragraphs and tables of Microsoft's, as the document itself.
    Words,
    /// The same, as what belongs to it: comments, headers, drawings.
    Beside,
    /// Paragraphs and tables of the Open Document format.
    Open,
    Manifest,
    /// Any other marked-up part.
    Other,
    /// Not marked up.
    Opaque,
    /// Not shown by any program.
    Unseen,
}

/// Whether the files of an archive are parts of an office document.
pub(super) fn is_package(files: &[File<'_>]) -> bool {
    let has = |name: &str| files.iter().any(|file| file.name.eq_ignore_ascii_case(name));
    has("[Content_Types].xml")
        || has("mimetype") && has("content.xml")
        || has("META-INF/manifest.xml") && has("content.xml")
}

/// Reads the document's text as events text; what is in it of other files goes to `members`.
pub(super) fn read(
    files: &[File<'_>],
    budget: &mut Budget,
    out: &mut dyn Output,
    members: &mut dyn Members,
) -> Result<(), Unread> {
    // Programs differ in which of two parts with one name they take.
    let mut names: Vec<_> = files.iter().map(|file| file.name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    if names.windows(2).any(|two| two.first() == two.last()) {
        return Err(Unread("zip_mismatch"));
    }
    let kinds = files.iter().map(|file| kind(file, budget)).collect::<Result<Vec<_>, _>>()?;
    let parts = || kinds.iter().copied().zip(files);
    let workbook = shared(parts(), budget)?;
    let mut beside = Aside::default();
    for (kind, file) in parts() {
        match kind {
            Kind::Sheet => {
                out.write(&[PART]);
                sheet(&file.data, &workbook, budget, out, &mut beside)?;
            }
            Kind::Words => {
                out.write(&[PART]);
                docx(&file.data, budget, out)?;
            }
            Kind::Open => {
                out.write(&[PART]);
                odf(&file.data, budget, out)?;
            }
            _ => {}
        }
    }
    if !beside.is_empty() {
        out.write(&[PART]);
        beside.spill(out)?;
    }
    for (kind, file) in parts() {
        match kind {
            Kind::Beside => {
                out.write(&[PART]);
                docx(&file.data, budget, out)?;
            }
            Kind::Other | Kind::Workbook => {
                out.write(&[PART]);
                other::other(&file.data, budget, out)?;
            }
            _ => {}
        }
    }
    parts().filter(|&(kind, _)| kind == Kind::Opaque).try_for_each(|(_, file)| hand_on(file, budget, members))
}

/// What the sheets share; two of a kind would leave open which one counts.
fn shared<'f, 'a: 'f>(
    parts: impl Iterator<Item = (Kind, &'f File<'a>)>,
    budget: &mut Budget,
) -> Result<Workbook, Unread> {
    let mut workbook = Workbook::default();
    let mut seen = Vec::new();
    for (kind, file) in parts {
        match kind {
            Kind::Strings | Kind::Styles if seen.contains(&kind) => return Err(Unread("zip_mismatch")),
            Kind::Strings => workbook.strings = Strings::read(&file.data, budget)?,
            Kind::Styles => workbook.styles = Styles::read(&file.data, budget)?,
            Kind::Workbook => workbook.from_1904 |= other::counts_from_1904(&file.data, budget)?,
            Kind::Manifest if is_encrypted(&file.data, budget)? => return Err(Unread("encrypted")),
            _ => {}
        }
        if matches!(kind, Kind::Strings | Kind::Styles) {
            seen.push(kind);
        }
    }
    Ok(workbook)
}

/// What a part is, by its outermost element.
fn kind(file: &File<'_>, budget: &mut Budget) -> Result<Kind, Unread> {
    let (name, ending) = (&*file.name, ending(&file.name));
    if !["xml", "rels", "rdf", "vml"].iter().any(|marked_up| ending.eq_ignore_ascii_case(marked_up)) {
        let unseen = file.data.size() == 0
            || UNSEEN.iter().any(|&(folder, unseen)| name.contains(folder) && ending.eq_ignore_ascii_case(unseen))
            || matches!(name, "mimetype" | "layout-cache");
        // Sheets in Microsoft's binary form.
        let binary =
            ending.eq_ignore_ascii_case("bin") && (name.contains("/workbook.") || name.contains("/worksheets/"));
        return if binary && !unseen {
            Err(Unread("office"))
        } else {
            Ok(if unseen { Kind::Unseen } else { Kind::Opaque })
        };
    }
    Ok(match &*markup::root(&file.data, budget)? {
        b"worksheet" | b"macrosheet" | b"dialogsheet" => Kind::Sheet,
        b"sst" => Kind::Strings,
        b"styleSheet" => Kind::Styles,
        b"workbook" => Kind::Workbook,
        b"document" | b"glossaryDocument" | b"sld" => Kind::Words,
        b"hdr" | b"ftr" | b"footnotes" | b"endnotes" | b"comments" | b"notes" | b"sldLayout" | b"sldMaster"
        | b"notesMaster" | b"handoutMaster" | b"wsDr" | b"userShapes" | b"dataModel" | b"drawing" | b"styles"
        | b"numbering" | b"presentation" => Kind::Beside,
        b"document-content" | b"document-styles" => Kind::Open,
        b"manifest" => Kind::Manifest,
        // Settings and looks, whose only texts are numbers for programs.
        b"Types" | b"document-settings" | b"theme" | b"settings" | b"calcChain" => Kind::Unseen,
        _ => Kind::Other,
    })
}

/// Folder and ending of parts that no program shows: the printer's settings, compiled macros, disguised fonts, and
/// what controls remember.
const UNSEEN: &[(&str, &str)] = &[
    ("printerSettings", "bin"),
    ("vbaProject", "bin"),
    ("activeX/", "bin"),
    ("customProperty", "bin"),
    ("fonts/", "odttf"),
    ("fonts/", "fntdata"),
];
