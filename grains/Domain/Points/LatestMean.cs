using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>The newest mean of one period of one factor. A million points hold fifty million of them.</summary>
[GenerateSerializer(IncludePrimaryConstructorParameters = false), Immutable, Alias("qly.LatestMean")]
public readonly record struct LatestMean
{
    // Seconds, cause and flag share a word: a flag of its own would cost eight bytes.
    [Id(0)]
    readonly long _startCauseAndFlag;

    public LatestMean(
        BeijingTime start, Exact value, Exact converted, DataFlag flag, VoidCause cause = VoidCause.None)
    {
        _startCauseAndFlag = (start.UnixSeconds << 16) | ((long)cause << 8) | (byte)flag;
        Value = value;
        Converted = converted;
    }

    /// <summary>Start of the interval; not set when there is none yet.</summary>
    public BeijingTime Start => new(_startCauseAndFlag >> 16);

    [Id(1)]
    public Exact Value { get; }

    [Id(2)]
    public Exact Converted { get; }

    public DataFlag Flag => (DataFlag)(byte)_startCauseAndFlag;

    /// <summary>Why the mean does not count; none where it does.</summary>
    public VoidCause Cause => (VoidCause)(byte)(_startCauseAndFlag >> 8);

    public bool IsSet => Start.IsSet;

    /// <summary>What a limit is compared with: the converted value where there is one (折算优先).</summary>
    public Exact Figure => Converted.HasValue ? Converted : Value;

    public static LatestMean Of(BeijingTime start, in MeanCell cell) =>
        new(start, cell.Value, cell.Converted, cell.Flag, cell.Cause);

    /// <summary>Valid or not once its day is settled, provisional before.</summary>
    /// <param name="settledBefore">Start of the first natural day that may still be marked.</param>
    public Validity ValidityAt(BeijingTime settledBefore) =>
        !IsSet ? Validity.None
        : Start >= settledBefore ? Validity.Provisional
        : Cause == VoidCause.None && Flag.IsValid() && Value.HasValue ? Validity.Valid
        : Validity.Invalid;

    public void Write(EntryWriter writer)
    {
        writer.Time(Start);
        writer.Exact(Value);
        writer.Exact(Converted);
        writer.Byte((byte)Flag);
        writer.Byte((byte)Cause);
    }

    public static LatestMean Read(ref EntryReader reader) =>
        new(reader.Time(), reader.Exact(), reader.Exact(), (DataFlag)reader.Byte(),
            (VoidCause)reader.Byte());
}
