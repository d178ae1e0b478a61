using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212.Factors;
using static Qianliyan.Hj212.VerdictText;

namespace Qianliyan.Hj212;

/// <summary>
/// A frame field by field in words, for people who look for what a device does wrong. Passwords are masked.
/// </summary>
public sealed class FrameExplanation
{
    readonly List<ExplainedField> _fields = [];

    FrameExplanation(Message message)
    {
        Verdict = message.Verdict;
        Reason = message.Reason;
        Deviations = [.. DeviationText.Describe(message.Deviations)];
        AddFrame(message);
        AddHeader(message);
        foreach (MessageField field in message.Groups)
            AddField(message, field);
    }

    public FrameVerdict Verdict { get; }

    /// <summary>Why it was not accepted; empty otherwise.</summary>
    public string Reason { get; }

    public IReadOnlyList<ExplainedField> Fields => _fields;

    /// <summary>Each deviation with its meaning.</summary>
    public IReadOnlyList<string> Deviations { get; }

    public static FrameExplanation Of(ReadOnlySpan<byte> frame)
    {
        var message = new Message();
        FrameDecoder.Decode(frame, message);
        return new FrameExplanation(message);
    }

    public static FrameExplanation Of(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new FrameExplanation(message);
    }

    void AddFrame(Message message)
    {
        if (message.Segment.IsEmpty && message.GivenCrc < 0)
            return;
        int actual = message.Segment.Length;
        Add(
            "length",
            message.DeclaredLength < 0 ? "" : Invariant($"{message.DeclaredLength}"),
            Invariant($"the data segment has {actual} bytes"),
            message.DeclaredLength == actual ? "" : "does not fit");
        if (message.GivenCrc >= 0)
        {
            Add(
                "CRC",
                Invariant($"{message.GivenCrc:X4}"),
                Invariant($"computed {message.ComputedCrc:X4}"),
                message.GivenCrc == message.ComputedCrc ? "" : "wrong");
        }
    }

    void AddHeader(Message message)
    {
        Remark(message.Qn, "QN", "请求编码: " + (IsQn(message.Qn, out string moment) ? moment : "no time"), "");
        Remark(message.St, "ST", Vocabulary.System(message.System), "");
        if (message.Command > 0)
            Add("CN", Invariant($"{message.Command}"), Vocabulary.Command(message.Command), "");
        if (!message.Password.IsEmpty)
            Add("PW", Redaction.Mask, "访问密码: password", "");
        Remark(
            message.Mn, "MN", "设备唯一标识: device",
            message.Deviations.HasFlag(Hj212.Deviations.MnNotStandard) ? "not 24 hex digits" : "");
        if (message.Flag >= 0)
            Add("Flag", Invariant($"{message.Flag}"), Vocabulary.Flag(message), "");
        if (message.PacketCount > 0)
        {
            Add("PNUM", Invariant($"{message.PacketCount}"), "总包数: packets in all", "");
            Add("PNO", Invariant($"{message.PacketNumber}"), "包号: this packet", "");
        }

        if (message.Resent)
            Add("RF", "1", "补传: sent again after an outage", "");
    }

    void AddField(Message message, MessageField field)
    {
        string key = TextDecoding.Printable(field.Key);
        if (Redaction.IsSecret(field.Key))
        {
            Add(key, Redaction.Mask, Vocabulary.Field(key), "");
            return;
        }

        int dash = field.Key.LastIndexOf((byte)'-');
        string raw = TextDecoding.Printable(Redaction.MaskSecrets(field.Value));
        if (dash <= 0 || !FactorCode.TryParse(field.Key[..dash], out FactorCode code))
        {
            string time = AsciiTime.TryParse(field.Value, out BeijingTime at) ? Invariant($" {at}") : "";
            Add(key, raw, Vocabulary.Field(key) + time, "");
            return;
        }

        ReadOnlySpan<byte> suffix = field.Key[(dash + 1)..];
        string remark = "";
        var canonical = code;
        if (FactorTable.TryTranslate(code, Mediums.Of(message.System), out FactorCode translated))
        {
            canonical = translated;
            remark = Invariant($"code of 2005, now {translated}");
        }

        FactorDefinition? row = FactorTable.Find(canonical);
        string name = row is null ? Vocabulary.Unlisted(code) : $"{row.ChineseName} {row.EnglishName}";
        bool isFlag = suffix.SequenceEqual("Flag"u8);
        string unit = row is null || isFlag || row.Unit is "" or "1" ? "" : Invariant($", {row.Unit} by default");
        string meaning = isFlag && field.Value.Length == 1
            ? Vocabulary.DataFlag((DataFlag)field.Value[0])
            : Vocabulary.Suffix(TextDecoding.Printable(suffix));
        Add(key, raw, $"{name}: {meaning}{unit}", remark);
    }

    void Remark(ReadOnlySpan<byte> raw, string field, string meaning, string remark)
    {
        if (!raw.IsEmpty)
            Add(field, TextDecoding.Printable(Redaction.MaskSecrets(raw)), meaning, remark);
    }

    void Add(string field, string raw, string meaning, string remark) =>
        _fields.Add(new ExplainedField(field, raw, meaning, remark));

    static bool IsQn(ReadOnlySpan<byte> qn, out string moment)
    {
        bool isTime = AsciiTime.TryParse(qn[..Math.Min(AsciiTime.Length, qn.Length)], out BeijingTime at);
        moment = isTime ? at.ToString() : "";
        return isTime;
    }
}
