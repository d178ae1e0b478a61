using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What the detectors of untrue data know of a point: their state after the last day seen, and for the newest days
/// what it was at their start and what was told of them, so that they can be seen again. In memory only while days are
/// seen.
/// </summary>
public sealed class LeadPage : IPage
{
    /// <summary>There is one a point, numbered 0.</summary>
    public static readonly PageId Only = new(PageKind.Leads, default);

    FactorDetectors?[] _factors = [];

    public PageId Id => Only;

    public bool IsDirty { get; set; }

    /// <summary>The newest days seen, oldest first, without a gap.</summary>
    public List<SeenDay> Days { get; } = [];

    /// <summary>Leads that began on days seen and are not over, in the order they were told.</summary>
    public List<Finding> Standing { get; } = [];

    /// <summary>A page with the detectors as they were at some time, beside the point's own.</summary>
    /// <param name="factors">As <see cref="SeenDay.Factors"/>; empty for detectors that know nothing.</param>
    public static LeadPage With(ReadOnlySpan<byte> factors)
    {
        var page = new LeadPage();
        if (factors.IsEmpty)
            return page;
        var reader = new EntryReader(factors);
        page.ReadFactors(ref reader);
        return page;
    }

    public FactorDetectors? Find(int factor) => factor < _factors.Length ? _factors[factor] : null;

    public FactorDetectors Of(int factor)
    {
        if (factor >= _factors.Length)
            Array.Resize(ref _factors, factor + 1);
        return _factors[factor] ??= new FactorDetectors();
    }

    /// <summary>Remembers what the start of a day finds, before it is seen.</summary>
    public SeenDay Begin(int day)
    {
        var begun = new SeenDay(day, FactorBytes(), [.. Standing], []);
        Days.Add(begun);
        return begun;
    }

    /// <summary>The detectors as they are now, as bytes.</summary>
    public byte[] FactorBytes()
    {
        var writer = new EntryWriter(4096);
        WriteFactors(writer);
        return writer.ToArray();
    }

    /// <summary>Takes back what was seen of a day and those after it.</summary>
    public void ReturnTo(SeenDay day)
    {
        Standing.Clear();
        Standing.AddRange(day.Standing);
        var reader = new EntryReader(day.Factors);
        ReadFactors(ref reader);
        Days.RemoveRange(Days.IndexOf(day), Days.Count - Days.IndexOf(day));
    }

    public void Write(EntryWriter writer)
    {
        WriteFactors(writer);
        WriteAll(writer, Standing);
        writer.Unsigned((ulong)Days.Count);
        foreach (SeenDay day in Days)
        {
            writer.Int(day.Number);
            writer.Bytes(day.Factors);
            WriteAll(writer, day.Standing);
            WriteAll(writer, day.Told);
        }
    }

    public static LeadPage Read(ref EntryReader reader)
    {
        var page = new LeadPage();
        page.ReadFactors(ref reader);
        page.Standing.AddRange(ReadAll(ref reader));
        for (int count = reader.Count(); count > 0; count--)
        {
            page.Days.Add(new SeenDay(
                reader.Int(), reader.Bytes().ToArray(), ReadAll(ref reader), [.. ReadAll(ref reader)]));
        }

        return page;
    }

    void WriteFactors(EntryWriter writer)
    {
        writer.Unsigned((ulong)_factors.Length);
        foreach (FactorDetectors? factor in _factors)
        {
            writer.Bool(factor is not null);
            factor?.Write(writer);
        }
    }

    void ReadFactors(ref EntryReader reader)
    {
        _factors = new FactorDetectors?[reader.Count()];
        for (int i = 0; i < _factors.Length; i++)
            _factors[i] = reader.Bool() ? FactorDetectors.Read(ref reader) : null;
    }

    static void WriteAll(EntryWriter writer, IReadOnlyCollection<Finding> findings)
    {
        writer.Unsigned((ulong)findings.Count);
        foreach (Finding finding in findings)
            FindingCodec.Write(writer, finding);
    }

    static Finding[] ReadAll(ref EntryReader reader)
    {
        var findings = new Finding[reader.Count()];
        for (int i = 0; i < findings.Length; i++)
            findings[i] = FindingCodec.Read(ref reader);
        return findings;
    }
}
