using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>The newest mean of one period of one factor. A million points hold fifty million of them.</summary>
[GenerateSerializer(IncludePrimaryConstructorParameters = false), Immutable, Alias("qly.LatestMean")]
public readonly record struct LatestMean
{
    // Seconds and flag share a word: a flag of its own would cost eight bytes.
    [Id(0)]
    readonly long _startAndFlag;

    public LatestMean(BeijingTime start, Exact value, Exact converted, DataFlag flag)
    {
        _startAndFlag = (start.UnixSeconds << 8) | (byte)flag;
        Value = value;
        Converted = converted;
    }

    /// <summary>Start of the interval; not set when there is none yet.</summary>
    public BeijingTime Start => new(_startAndFlag >> 8);

    [Id(1)]
    public Exact Value { get; }

    [Id(2)]
    public Exact Converted { get; }

    public DataFlag Flag => (DataFlag)(byte)_startAndFlag;

    public bool IsSet => Start.IsSet;

    /// <summary>What a limit is compared with: the converted value where there is one (折算优先).</summary>
    public Exact Figure => Converted.HasValue ? Converted : Value;

    public void Write(EntryWriter writer)
    {
        writer.Time(Start);
        writer.Exact(Value);
        writer.Exact(Converted);
        writer.Byte((byte)Flag);
    }

    public static LatestMean Read(ref EntryReader reader) =>
        new(reader.Time(), reader.Exact(), reader.Exact(), (DataFlag)reader.Byte());
}
