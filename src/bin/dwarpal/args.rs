//! The command line, and the help that teaches it.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Finds people's personal data in files: Aadhaar, PAN, mobile numbers, e-mail addresses, payment cards.
#[derive(Parser, Debug)]
#[command(name = "dwarpal", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dwarpal scan public/                       every file of a site, as a table
  curl -s https://site.example/list.csv | dwarpal scan -
  dwarpal scan --format jsonl out/ > report.jsonl
  dwarpal scan --format html out/ > report.html
  printf '2341 2341 2346\\n' | dwarpal check in_aadhaar
  dwarpal kinds
  dwarpal policy check policy.json
  dwarpal policy explain policy.json https://site.example/lists/a.csv

Exit status: 0 nothing stopped, 1 something blocked or not inspectable,
2 could not run or a path could not be read.";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Scan files, directories (walked) or standard input (-)
    Scan(ScanOptions),
    /// Read one value a line; print `valid` or `invalid` for each
    Check {
        /// Which identifier, as `dwarpal kinds` lists them
        kind: String,
    },
    /// List the identifiers that can be found
    Kinds {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// From the worker's log, the addresses that leaked
    Incidents(IncidentOptions),
    /// Check a policy document, or say what it decides for an address
    #[command(subcommand)]
    Policy(PolicyCommand),
}

#[derive(clap::Args, Debug)]
pub(crate) struct IncidentOptions {
    /// Addresses alone, one a line: what a CDN must forget. A `*` at the end stands for what the log does not say
    #[arg(long)]
    pub(crate) purge_list: bool,
    /// Logs, one JSON object a line, or - for standard input
    #[arg(value_name = "LOG", required = true)]
    pub(crate) logs: Vec<PathBuf>,
}

#[derive(Subcommand, Debug)]
pub(crate) enum PolicyCommand {
    /// Say whether the document is right; if not, where it is wrong and what must stand there
    Check {
        /// The document, or - for standard input
        file: PathBuf,
    },
    /// Say which rules hold for a response
    Explain(ExplainOptions),
    /// Read values, one a line, and print the HMAC of each for the policy's `own.allow.hmacs`
    Hmac {
        /// A file with the deployment's key: 32 hexadecimal digits, those of `DWARPAL_KEY`
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

#[derive(clap::Args, Debug)]
pub(crate) struct ExplainOptions {
    /// The document, or - for standard input
    pub(crate) file: PathBuf,
    /// What is asked for
    pub(crate) url: String,
    /// Method of the request
    #[arg(long, default_value = "GET")]
    pub(crate) method: String,
    /// Content-Type of the response
    #[arg(long, value_name = "TYPE", default_value = "text/html")]
    pub(crate) content_type: String,
    /// Status of the response
    #[arg(long, default_value_t = 200)]
    pub(crate) status: u16,
}

#[derive(clap::Args, Debug)]
pub(crate) struct ScanOptions {
    /// `text`: a table for people; `jsonl`: one JSON object a file, in order; `sarif`: SARIF 2.1.0; `html`: a page
    #[arg(long, value_enum, default_value_t = ScanFormat::Text)]
    pub(crate) format: ScanFormat,
    /// `default`, `all`, or names of packs separated by commas
    #[arg(long, value_name = "PACKS", default_value = "default")]
    pub(crate) packs: String,
    /// A policy document: its packs and thresholds, and what is its own
    #[arg(long, value_name = "FILE", conflicts_with = "packs")]
    pub(crate) policy: Option<PathBuf>,
    /// With a policy: a file with the key of its HMACs, 32 hexadecimal digits
    #[arg(long, value_name = "FILE", requires = "policy")]
    pub(crate) key: Option<PathBuf>,
    /// Look for names and addresses in all running text, not only where something else points at a person; slower
    #[arg(long)]
    pub(crate) thorough: bool,
    /// Content-Type of the bodies, as a server would declare it
    #[arg(long, value_name = "TYPE", default_value = "", hide_default_value = true)]
    pub(crate) content_type: String,
    /// Content-Encoding of the bodies
    #[arg(long, value_name = "CODING", default_value = "", hide_default_value = true)]
    pub(crate) content_encoding: String,
    /// For each path its Content-Type and Content-Encoding: a table separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    pub(crate) headers: Option<PathBuf>,
    /// Read more paths from a file, one a line (`-`: standard input)
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// List every finding, not the first 100 of a file
    #[arg(long)]
    pub(crate) all_findings: bool,
    /// Files, directories, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScanFormat {
    Text,
    Jsonl,
    Sarif,
    Html,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListFormat {
    Text,
    Json,
}
