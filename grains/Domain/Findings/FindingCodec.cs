using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Findings;

/// <summary>The bytes of findings, format 1.</summary>
public static class FindingCodec
{
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
    }

    public static Finding Read(ref EntryReader reader) => new()
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
}
