//! Places where a value stands in the clear, and what only looks like a value.

use super::Case;
use super::subjects::{Format, VALUES, Value};

/// A place: its name, what is declared, and a body with `LABEL`, `KEY` and `VALUE` in it.
type Place = (&'static str, &'static str, &'static str);

const HTML: &str = "text/html";
const JSON: &str = "application/json";
const XML: &str = "application/xml";
const TEXT: &str = "text/plain";

const PLACES: &[Place] = &[
    ("input_value", HTML, "<form><input type=\"text\" name=\"KEY\" value=\"VALUE\"></form>"),
    ("input_value_first", HTML, "<form><input value=\"VALUE\" name=\"KEY\"></form>"),
    ("input_hidden", HTML, "<form><input type=hidden name='KEY' value='VALUE'></form>"),
    ("input_unquoted", HTML, "<form><input name=KEY value=VALUE></form>"),
    ("input_label", HTML, "<form><label for=a>LABEL</label> <input id=a value=\"VALUE\"></form>"),
    ("meta_content", HTML, "<head><meta name=\"KEY\" content=\"VALUE\"></head>"),
    ("title_attribute", HTML, "<p title=\"LABEL: VALUE\">Asha</p>"),
    ("alt", HTML, "<p><img alt=\"LABEL VALUE\" src=x.png></p>"),
    ("aria_label", HTML, "<button aria-label=\"LABEL VALUE\">Show</button>"),
    ("data_attribute", HTML, "<div data-KEY=\"VALUE\">Asha</div>"),
    ("data_json", HTML, "<div data-props=\"{&quot;KEY&quot;:&quot;VALUE&quot;}\"></div>"),
    ("data_json_single", HTML, "<div data-props='{\"name\":\"Asha\",\"KEY\":\"VALUE\"}'></div>"),
    ("href_query", HTML, "<p><a href=\"/show?KEY=VALUE&x=1\">Show</a></p>"),
    ("onclick", HTML, "<p><a onclick=\"show({KEY: 'VALUE'})\">Show</a></p>"),
    ("srcdoc", HTML, "<iframe srcdoc=\"&lt;p&gt;LABEL: VALUE&lt;/p&gt;\"></iframe>"),
    ("script_object", HTML, "<p>x</p><script>var a = {\"name\": \"Asha\", \"KEY\": \"VALUE\"};</script>"),
    ("script_island", HTML, "<p>x</p><script type=\"application/json\">[{\"KEY\":\"VALUE\"}]</script>"),
    ("script_island_text", HTML, "<p>x</p><script id=__DATA__ type='application/json'>\"LABEL: VALUE\"</script>"),
    ("comment", HTML, "<p>x</p><!-- LABEL: VALUE --><p>y</p>"),
    ("comment_markup", HTML, "<p>x</p><!-- <td>LABEL</td><td>VALUE</td> --><p>y</p>"),
    ("hidden", HTML, "<div hidden><p>LABEL: VALUE</p></div>"),
    ("display_none", HTML, "<div style=\"display: none\">LABEL: VALUE</div>"),
    ("noscript", HTML, "<noscript>LABEL: VALUE</noscript>"),
    ("template", HTML, "<template><p>LABEL: VALUE</p></template>"),
    ("textarea", HTML, "<form><textarea name=a>LABEL: VALUE</textarea></form>"),
    ("page_title", HTML, "<html><head><title>LABEL: VALUE</title></head></html>"),
    ("svg_text", HTML, "<div><svg width=9 height=9><text x=1 y=1>LABEL: VALUE</text></svg></div>"),
    ("svg_file", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text x=\"1\">LABEL: VALUE</text></svg>"),
    ("select", HTML, "<form><select><option>LABEL: VALUE</option></select></form>"),
    (
        "nested_table",
        HTML,
        "<table><tr><td><table><tr><th>Name</th><th>LABEL</th></tr><tr><td>Asha</td><td>VALUE</td></tr></table></td></tr></table>",
    ),
    ("row_header", HTML, "<table><tr><th>Name</th><td>Asha</td></tr><tr><th>LABEL</th><td>VALUE</td></tr></table>"),
    ("row_label", HTML, "<table><tr><td>LABEL</td><td>:</td><td>VALUE</td></tr></table>"),
    ("definition", HTML, "<dl><dt>LABEL</dt><dd>VALUE</dd></dl>"),
    ("definition_span", HTML, "<dl><dt><b>LABEL</b></dt><dd><span>VALUE</span></dd></dl>"),
    ("div_pair", HTML, "<div><div>LABEL</div><div>VALUE</div></div>"),
    ("style_content", HTML, "<style>p::after { content: \"LABEL: VALUE\" }</style><p></p>"),
    ("body_type_wrong", JSON, "<html><body><p>LABEL: VALUE</p></body></html>"),
    ("xml_attribute", XML, "<?xml version=\"1.0\"?><rows><row name=\"Asha\" KEY=\"VALUE\"/></rows>"),
    ("xml_cdata", XML, "<?xml version=\"1.0\"?><rows><row><KEY><![CDATA[VALUE]]></KEY></row></rows>"),
    ("xml_comment", XML, "<?xml version=\"1.0\"?><rows><!-- LABEL: VALUE --></rows>"),
    ("xml_namespace", XML, "<?xml version=\"1.0\"?><a:rows xmlns:a=\"u\"><a:row><a:KEY>VALUE</a:KEY></a:row></a:rows>"),
    ("xml_key_value", XML, "<?xml version=\"1.0\"?><r><field name=\"KEY\">VALUE</field></r>"),
    ("json_spaced", JSON, "{\n  \"name\" : \"Asha\",\n  \"KEY\" :\n  \"VALUE\"\n}"),
    ("json_list", JSON, "{\"KEY\":[\"x\",\"VALUE\"]}"),
    ("json_nested", JSON, "{\"KEY\":{\"value\":\"VALUE\"}}"),
    ("json_key_value", JSON, "[{\"key\":\"KEY\",\"value\":\"VALUE\"}]"),
    ("json_as_key", JSON, "{\"KEY\":{\"VALUE\":true}}"),
    ("json_columns", JSON, "{\"columns\":[\"name\",\"KEY\"],\"rows\":[[\"Asha\",\"VALUE\"]]}"),
    ("json_sentence", JSON, "{\"message\":\"Dear Asha, your LABEL is VALUE, thank you\"}"),
    ("json_in_json", JSON, "{\"data\":\"{\\\"name\\\":\\\"Asha\\\",\\\"KEY\\\":\\\"VALUE\\\"}\"}"),
    ("json_in_json_twice", JSON, "{\"data\":\"\\\"{\\\\\\\"KEY\\\\\\\":\\\\\\\"VALUE\\\\\\\"}\\\"\"}"),
    ("json_html", JSON, "{\"html\":\"<p>LABEL: <b>VALUE<\\/b><\\/p>\"}"),
    ("json_html_table", JSON, "{\"html\":\"<tr><td>LABEL<\\/td><td>VALUE<\\/td><\\/tr>\"}"),
    ("json_csv", JSON, "{\"csv\":\"name,KEY,city\\nAsha,VALUE,Pune\\n\"}"),
    ("json_prefixed", JSON, ")]}',\n{\"KEY\":\"VALUE\"}"),
    ("json_as_html", HTML, "{\"KEY\":\"VALUE\"}"),
    ("event_stream", "text/event-stream", "event: row\ndata: {\"KEY\":\"VALUE\"}\n\n"),
    ("jsonp", "text/javascript", "cb({\"KEY\":\"VALUE\"});"),
    ("js_quoted_single", "text/javascript", "var a = {name: 'Asha', 'KEY': 'VALUE'};"),
    ("js_template", "text/javascript", "const a = `LABEL: VALUE`;"),
    ("js_assigned", "text/javascript", "person.KEY = 'VALUE';"),
    ("yaml", "application/yaml", "- name: Asha\n  KEY: VALUE\n"),
    ("ini", TEXT, "[person]\nKEY=VALUE\n"),
    ("sql", TEXT, "INSERT INTO p (name, KEY) values ('Asha', 'VALUE');\n"),
    ("log", TEXT, "2021-04-17 10:30:01 INFO sent KEY=VALUE id=7\n"),
    ("vcard", "text/vcard", "BEGIN:VCARD\nFN:Asha Rao\nNOTE:LABEL VALUE\nEND:VCARD\n"),
    ("label_behind", TEXT, "VALUE (LABEL of the applicant)\n"),
    (
        "label_far",
        TEXT,
        "The LABEL that was given by the applicant at the counter of our branch in Pune on Monday is VALUE.\n",
    ),
    ("label_line_before", TEXT, "LABEL:\nVALUE\n"),
    ("label_padded", TEXT, "LABEL:                                                                VALUE\n"),
    ("label_dotted", TEXT, "LABEL ............................................ VALUE\n"),
    ("form_body", "application/x-www-form-urlencoded", "name=Asha&KEY=VALUE&city=Pune"),
];

/// The value and its label in a place.
fn filled(name: &str, content_type: &'static str, body: &str, value: &Value, text: &str) -> Case {
    let body = body.replace("LABEL", value.label).replace("KEY", value.key);
    let at = body.find("VALUE").expect("a place for the value");
    let body = body.replace("VALUE", text);
    Case::new(format!("{name} {}", value.kind), value.kind, content_type, body).at(at..at + text.len())
}

/// `%XX` of every byte.
fn percent(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect::<Vec<_>>().concat()
}

/// Every value in every place.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for value in &VALUES {
        for (name, content_type, body) in PLACES {
            cases.push(filled(name, content_type, body, value, &value.clear()));
        }
        let coded = percent(&value.clear());
        for (name, content_type, body) in [
            ("percent_query", HTML, "<p><a href=\"/show?KEY=VALUE&x=1\">Show</a></p>"),
            ("percent_form", "application/x-www-form-urlencoded", "name=Asha&KEY=VALUE&city=Pune"),
            ("percent_json", JSON, "{\"url\":\"https://x.in/show?KEY=VALUE\"}"),
            ("percent_text", TEXT, "GET /show?KEY=VALUE HTTP/1.1\n"),
        ] {
            cases.push(filled(name, content_type, body, value, &coded));
        }
        if value.is_number() {
            let spaced = value.groups.join("%20");
            cases.push(filled("percent_space", HTML, "<p><a href=\"/s?KEY=VALUE\">x</a></p>", value, &spaced));
            let plus = value.groups.join("+");
            let form = "name=Asha&KEY=VALUE&city=Pune";
            cases.push(filled("plus_form", "application/x-www-form-urlencoded", form, value, &plus));
            cases.push(filled("plus_space", HTML, "<p><a href=\"/s?KEY=VALUE\">x</a></p>", value, &plus));
            let (head, tail) = (value.groups[0], value.groups[1..].join(" "));
            for (name, content_type, body) in [
                ("split_events", "text/event-stream", "data: {\"KEY\":\"HEAD\"}\n\ndata: {\"KEY\":\"TAIL\"}\n\n"),
                ("split_event_lines", "text/event-stream", "data: LABEL: HEAD\ndata: TAIL\n\n"),
                ("split_lines", "application/x-ndjson", "{\"KEY\":\"HEAD\"}\n{\"KEY\":\"TAIL\"}\n"),
            ] {
                let body = body.replace("LABEL", value.label).replace("KEY", value.key);
                let body = body.replace("HEAD", head).replace("TAIL", &tail);
                cases.push(Case::new(format!("{name} {}", value.kind), value.kind, content_type, body));
            }
            for (name, body) in [
                ("json_number", "[{\"name\":\"Asha\",\"KEY\":VALUE}]"),
                ("json_number_spaced", "[{\"KEY\" : VALUE , \"x\" : 1}]"),
                ("json_number_list", "{\"KEY\":[VALUE, 1]}"),
                ("json_number_float", "[{\"KEY\":VALUE.0}]"),
            ] {
                cases.push(filled(name, JSON, body, value, &value.clear()));
            }
            let tel = "<p><a href=\"tel:VALUE\">LABEL</a></p>";
            cases.extend((value.kind == "in_mobile").then(|| filled("href_tel", HTML, tel, value, &value.clear())));
        }
        if value.kind == "email" {
            let mail = "<p><a href=\"mailto:VALUE?subject=x\">Write</a></p>";
            cases.push(filled("href_mailto", HTML, mail, value, &value.clear()));
        }
    }
    cases
}

/// What must not be taken for a value of the kind, in every format in which it can be written.
pub(super) fn traps() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, kind, text) in [
        ("window_of_a_card", "in_aadhaar", "Card number: 4539 5787 6362 1486"),
        ("aadhaar_in_a_card", "in_aadhaar", "number 3971612939620007"),
        ("aadhaar_before_four", "in_aadhaar", "3971 6129 3962 1234"),
        ("aadhaar_behind_four", "in_aadhaar", "1234 3971 6129 3962"),
        ("glued_before", "in_aadhaar", "Aadhaar x397161293962"),
        ("glued_behind", "in_aadhaar", "Aadhaar 397161293962x"),
        ("glued_mobile", "in_mobile", "Mobile x8728793324"),
        ("glued_script", "in_mobile", "Mobile नंबर8728793324"),
        ("glued_unseen", "in_aadhaar", "Aadhaar x\u{200b}397161293962"),
        ("ideographic_space", "payment_card", "4539\u{3000}5787\u{3000}6362\u{3000}1486"),
        ("circled", "payment_card", "Card number: ④⑤③⑨⑤⑦⑧⑦⑥③⑥②①④⑧⑥"),
        ("superscript", "payment_card", "Card number: ⁴⁵³⁹⁵⁷⁸⁷⁶³⁶²¹⁴⁸⁶"),
        ("roman", "in_mobile", "Mobile: ⅷ728793324"),
        ("two_cells", "in_aadhaar", "Aadhaar 39716129\t3962"),
        ("check_digit", "in_aadhaar", "3971 6129 3963"),
        ("sha", "in_mobile", "commit 8728793324ab90c1 of Mobile"),
        ("substring_label", "in_mobile", "automobileparts 8728793324"),
    ] {
        for format in [Format::Html, Format::Text, Format::Json] {
            let body = match format {
                Format::Html => format!("<!DOCTYPE html><p>{text}</p>"),
                Format::Json => format!("{{\"text\":\"{}\"}}", text.replace('\t', "\\t")),
                _ => format!("{text}\n"),
            };
            let name = format!("{name} {} {kind}", format.name());
            cases.push(Case::new(name, kind, format.content_type(), body).nowhere());
        }
    }
    for (name, body) in [
        ("blocks", "<p>Aadhaar 3971 61</p><p>29 3962</p>"),
        ("cells", "<table><tr><td>39716129</td><td>3962</td></tr></table>"),
        ("cells_commented", "<table><tr><td>3971</td><!-- --><td>61293962</td></tr></table>"),
        ("tagged_longer", "<p>Aadhaar 3971<b>6129</b>39620</p>"),
        ("tagged_word", "<p>Aadhaar x<b>397161293962</b></p>"),
        ("entity_longer", "<p>Aadhaar 397161293962&#48;</p>"),
    ] {
        cases.push(Case::new(format!("{name} html in_aadhaar"), "in_aadhaar", HTML, body).nowhere());
    }
    cases
}
