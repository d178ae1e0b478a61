using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// A mean that forgets: arithmetic over the first values, then each new one weighs one in so many. In millionths, as
/// integers; what lies beyond 10^15 of them is cut there, for a usual level need not be exact.
/// </summary>
public struct RunningLevel
{
    const long Most = 1_000_000_000_000_000;
    const int MicroDigits = 6;

    long _mean;
    int _count;

    /// <summary>In millionths.</summary>
    public readonly long Mean => _mean;

    /// <summary>Values learnt from, up to the memory.</summary>
    public readonly int Count => _count;

    public readonly decimal Value => new decimal(_mean) / 1_000_000m;

    public void Add(long micro, int memory)
    {
        if (_count < memory)
            _count++;
        _mean += (micro - _mean) / _count;
    }

    /// <summary>A value in millionths.</summary>
    public static long Micro(Exact value)
    {
        long mantissa = value.Mantissa;
        int scale = value.Scale;
        for (; scale > MicroDigits && mantissa != 0; scale--)
            mantissa /= 10;
        for (; scale < MicroDigits && mantissa is < Most and > -Most; scale++)
            mantissa *= 10;
        return Math.Clamp(mantissa, -Most, Most);
    }

    /// <summary>One value of another, in millionths; none where the divisor is not positive.</summary>
    public static long? Ratio(Exact value, Exact of)
    {
        if (!value.HasValue || !of.HasValue || of.Mantissa <= 0)
            return null;
        return Ratio(Micro(value), Math.Max(1, Micro(of)));
    }

    /// <summary>One number of another, which is positive, in millionths.</summary>
    public static long Ratio(long value, long of) =>
        (long)Int128.Clamp((Int128)value * 1_000_000 / Math.Max(1, of), -Most, Most);

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(_count);
        if (_count != 0)
            writer.Signed(_mean);
    }

    public static RunningLevel Read(ref EntryReader reader)
    {
        var read = new RunningLevel { _count = reader.Int() };
        if (read._count != 0)
            read._mean = reader.Signed();
        return read;
    }
}
