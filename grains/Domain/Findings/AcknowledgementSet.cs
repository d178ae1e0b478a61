using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Findings;

/// <summary>
/// What has been acknowledged at a twin: its level, until it falls to normal or rises above what was taken note of,
/// and findings, until they are withdrawn. The first to take note stands.
/// </summary>
public sealed class AcknowledgementSet
{
    /// <summary>Findings kept; beyond them the one taken note of first is forgotten.</summary>
    public const int MostFindings = 64;

    readonly SortedDictionary<string, Acknowledgement> _findings = new(StringComparer.Ordinal);

    public Acknowledgement? Level { get; private set; }

    /// <summary>In order of id.</summary>
    public IReadOnlyCollection<Acknowledgement> Findings => _findings.Values;

    public bool IsEmpty => Level is null && _findings.Count == 0;

    public bool Has(string finding) => _findings.ContainsKey(finding);

    /// <summary>What stands of a finding, or of the level where none is named; null where nobody took note.</summary>
    public Acknowledgement? Of(string finding) =>
        finding.Length == 0 ? Level : _findings.GetValueOrDefault(finding);

    public void TakeLevel(Acknowledgement level) => Level ??= level;

    public void TakeFinding(Acknowledgement finding)
    {
        if (!_findings.TryAdd(finding.Finding, finding) || _findings.Count <= MostFindings)
            return;
        Acknowledgement oldest = _findings.Values
            .OrderBy(held => held.At).ThenBy(held => held.Finding, StringComparer.Ordinal).First();
        _findings.Remove(oldest.Finding);
    }

    /// <summary>A level that nobody has taken note of yet stands open.</summary>
    public void Reach(EscalationLevel level)
    {
        if (Level is { } held && (level == EscalationLevel.Normal || level > held.Level))
            Level = null;
    }

    public void Forget(string finding) => _findings.Remove(finding);

    public void Write(EntryWriter writer)
    {
        writer.Bool(Level is not null);
        if (Level is { } level)
            Write(writer, level);
        writer.Unsigned((ulong)_findings.Count);
        foreach (Acknowledgement finding in _findings.Values)
            Write(writer, finding);
    }

    public static AcknowledgementSet Read(ref EntryReader reader)
    {
        var set = new AcknowledgementSet { Level = reader.Bool() ? ReadOne(ref reader) : null };
        for (int count = reader.Count(); count > 0; count--)
        {
            Acknowledgement finding = ReadOne(ref reader);
            set._findings.Add(finding.Finding, finding);
        }

        return set;
    }

    static void Write(EntryWriter writer, Acknowledgement acknowledgement)
    {
        writer.Text(acknowledgement.By);
        writer.Time(acknowledgement.At);
        writer.Byte((byte)acknowledgement.Level);
        writer.Text(acknowledgement.Finding);
    }

    static Acknowledgement ReadOne(ref EntryReader reader) =>
        new(reader.Text() ?? "", reader.Time(), (EscalationLevel)reader.Byte(), reader.Text() ?? "");
}
