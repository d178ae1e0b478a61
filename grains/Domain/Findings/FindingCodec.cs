using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Findings;

/// <summary>
/// The bytes of findings, format 1. Those of a finding on the twin itself say nothing of a subject, those of one that goes on
/// nothing of its end.
/// </summary>
public static class FindingCodec
{
    /// <summary>In the byte of the class: a subject follows.</summary>
    const byte HasSubject = 0x80;

    /// <summary>In the byte of the standing.</summary>
    const byte HasEnded = 0x80;

    public static void Write(EntryWriter writer, Finding finding)
    {
        writer.Text(finding.Twin.ToString());
        writer.Text(finding.Rule);
        writer.Text(finding.PolicyVersion);
        writer.Factor(finding.Factor);
        writer.Time(finding.WindowStart);
        writer.Time(finding.WindowEnd);
        writer.Byte((byte)finding.State);
        writer.Byte((byte)finding.Level);
        writer.Exact(finding.Value);
        writer.Exact(finding.Limit);
        writer.Text(finding.Reason);
        writer.Text(finding.Clause);
        writer.Signed(finding.FirstEntry);
        writer.Signed(finding.LastEntry);
        writer.Signed(finding.DecidedBy);
        writer.Byte((byte)((byte)finding.Standing | (finding.HasEnded ? HasEnded : 0)));
        bool hasSubject = finding.Subject.Length > 0;
        writer.Byte((byte)((byte)finding.Class | (hasSubject ? HasSubject : 0)));
        if (hasSubject)
            writer.Text(finding.Subject);
        writer.Text(finding.LegalBasis);
        writer.Unsigned((ulong)finding.Figures.Count);
        foreach (FindingFigure figure in finding.Figures)
        {
            writer.Text(figure.Name);
            writer.Exact(figure.Value);
            writer.Text(figure.Unit);
        }
    }

    public static Finding Read(ref EntryReader reader)
    {
        Finding finding = ReadUpToStanding(ref reader);
        byte standing = reader.Byte();
        byte kind = reader.Byte();
        return finding with
        {
            Standing = (FindingStanding)(standing & ~HasEnded),
            HasEnded = (standing & HasEnded) != 0,
            Class = (FindingClass)(kind & ~HasSubject),
            Subject = (kind & HasSubject) == 0 ? "" : reader.Text() ?? "",
            LegalBasis = reader.Text(),
            Figures = Figures(ref reader),
        };
    }

    static Finding ReadUpToStanding(ref EntryReader reader) => new()
    {
        Twin = TwinName.Parse(reader.Text() ?? ""),
        Rule = reader.Text() ?? "",
        PolicyVersion = reader.Text() ?? "",
        Factor = reader.Factor(),
        WindowStart = reader.Time(),
        WindowEnd = reader.Time(),
        State = (FindingState)reader.Byte(),
        Level = (EscalationLevel)reader.Byte(),
        Value = reader.Exact(),
        Limit = reader.Exact(),
        Reason = reader.Text() ?? "",
        Clause = reader.Text(),
        FirstEntry = reader.Signed(),
        LastEntry = reader.Signed(),
        DecidedBy = reader.Signed(),
    };

    static ValueList<FindingFigure> Figures(ref EntryReader reader)
    {
        var figures = new FindingFigure[reader.Count()];
        for (int i = 0; i < figures.Length; i++)
            figures[i] = new FindingFigure(reader.Text() ?? "", reader.Exact(), reader.Text() ?? "");
        return [.. figures];
    }
}
