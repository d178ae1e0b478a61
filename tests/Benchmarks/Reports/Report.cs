using System.Globalization;
using System.Text;
using Qianliyan.Benchmarks.Machine;

namespace Qianliyan.Benchmarks.Reports;

/// <summary>Prints what was measured, section by section, and keeps the same text in a Markdown file.</summary>
sealed class Report
{
    readonly TextWriter _console;
    readonly string? _file;
    readonly List<Row> _rows = [];
    readonly List<Check> _checks = [];
    readonly List<string> _notes = [];
    string _title = "";

    public Report(TextWriter console, string? file)
    {
        (_console, _file) = (console, file);
        if (file is not null)
            File.WriteAllText(file, "");
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"# Benchmarks\n\n{MachineReading.Describe()}; {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC\n"));
    }

    /// <summary>Limits that were not kept, over all sections.</summary>
    public int Missed { get; private set; }

    public void Begin(string title) => _title = title;

    public void Add(Row row)
    {
        _rows.Add(row);
        string rate = row.Rate is { } perSecond ? $"{Number(perSecond)} {row.Unit}" : "";
        string latency = row.Latency is { } l
            ? $"; p50 {Number(l.P50)} p99 {Number(l.P99)} p99.9 {Number(l.P999)} ms"
            : "";
        _console.WriteLine($"  {row.What}: {rate}{latency}");
    }

    public void Add(Check check) => _checks.Add(check);

    public void Note(string note) => _notes.Add(note);

    /// <summary>What happens now; for whoever waits at the console, not part of the report.</summary>
    public void Progress(string doing) => _console.WriteLine($"  ... {doing}");

    /// <summary>Writes the section.</summary>
    public void End()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"\n## {_title}\n\n");
        if (_rows.Count > 0)
            Table.Append(text, Headings, _rows.ConvertAll(Cells));
        if (_checks.Count > 0)
            Table.Append(text, ["limit", "measured", "met"], _checks.ConvertAll(check => Cells(check)));
        foreach (string note in _notes)
            text.Append(CultureInfo.InvariantCulture, $"- {note}\n");
        Write(text.ToString());
        Missed += _checks.Count(check => !check.IsMet);
        _rows.Clear();
        _checks.Clear();
        _notes.Clear();
    }

    static readonly string[] Headings =
    [
        "", "rate", "raw ceiling", "share", "p50 ms", "p99 ms", "p99.9 ms", "server us/op", "allocated B/op",
        "cores server / generator / others", "load before",
    ];

    static string[] Cells(Row row) =>
    [
        row.What,
        row.Rate is { } rate ? $"{Number(rate)} {row.Unit}" : "",
        Number(row.Ceiling),
        row is { Rate: { } own, Ceiling: { } ceiling }
            ? (own / ceiling).ToString("P0", CultureInfo.InvariantCulture)
            : "",
        Number(row.Latency?.P50),
        Number(row.Latency?.P99),
        Number(row.Latency?.P999),
        row is { Rate: > 0 and var perSecond, Cpu.Server: var cores } ? Number(1e6 * cores / perSecond) : "",
        Number(row.AllocatedBytes),
        row.Cpu is { } cpu
            ? string.Create(CultureInfo.InvariantCulture, $"{cpu.Server:F2} / {cpu.Generator:F2} / {cpu.Others:F2}")
            : "",
        row.LoadBefore.ToString("F2", CultureInfo.InvariantCulture),
    ];

    static string[] Cells(Check check) => [check.Demand, check.Measured, check.IsMet ? "yes" : "**NO**"];

    static string Number(double? number) => number switch
    {
        null => "",
        >= 100 or <= -100 => number.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => number.Value.ToString("0.0#", CultureInfo.InvariantCulture),
    };

    void Write(string text)
    {
        _console.WriteLine(text);
        if (_file is not null)
            File.AppendAllText(_file, text);
    }
}
