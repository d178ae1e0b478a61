using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>The findings in force on windows that begin on one natural day.</summary>
public sealed class EnterpriseDay(BeijingTime start) : IPage
{
    public PageId Id => new(PageKind.Day, start);

    public bool IsDirty { get; set; }

    public FindingSet Findings { get; init; } = new();

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Findings.Write(writer);
    }

    public static EnterpriseDay Read(ref EntryReader reader) =>
        new(reader.Time()) { Findings = FindingSet.Read(ref reader) };
}
