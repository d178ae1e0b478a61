using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Tells uploads of instants within an hour apart in eight bytes: 12 bits for the second, 16 for the set of factors,
/// 36 for the content. Two different uploads of the same second and factors are mistaken for one another once in
/// 2^36 pairs.
/// </summary>
public static class Fingerprint
{
    const int ContentBits = 36;
    const int SecondShift = 52;

    public static ulong Of(Observation observation)
    {
        ulong second = (ulong)(observation.DataTime.SecondOfDay % 3600);
        ulong factors = 0;
        ulong content = 0;
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            ulong code = Mix(reading.Factor.Packed);
            factors += code;
            content += Content(in reading, code);
        }

        return (second << SecondShift) | ((factors >> 48) << ContentBits) | (content >> (64 - ContentBits));
    }

    /// <summary>Tells uploads of any kind and time apart: those that no page of an hour or a day remembers.</summary>
    public static ulong OfUnplaced(Observation observation) =>
        Mix(Of(observation)) ^ Mix(((ulong)observation.DataTime.UnixSeconds << 8) | (byte)observation.Kind);

    /// <summary>Stands for everything that a reading says of its factor.</summary>
    public static ulong Of(in Reading reading) => Content(in reading, Mix(reading.Factor.Packed));

    /// <summary>Stands for minimum, maximum and total, which are kept in the journal only; 0 without any.</summary>
    public static uint Extremes(in Reading reading)
    {
        if (!reading.Minimum.HasValue && !reading.Maximum.HasValue && !reading.Total.HasValue)
            return 0;
        ulong mixed = Mix((ulong)reading.Minimum.Bits + 4)
            ^ Mix((ulong)reading.Maximum.Bits + 5)
            ^ Mix((ulong)reading.Total.Bits + 6);
        return (uint)(mixed >> 32);
    }

    /// <summary>Stands for the hours of a natural day at like outlets; 0 without any.</summary>
    public static ulong Of(ValueList<FactorHours> factors)
    {
        ulong mixed = 0;
        foreach (FactorHours factor in factors.AsSpan())
        {
            mixed = Mix(mixed ^ factor.Factor.Packed);
            foreach (Exact hour in factor.Hours.AsSpan())
                mixed = Mix(mixed ^ (ulong)hour.Bits);
        }

        return mixed;
    }

    public static bool SameSecondAndFactors(ulong left, ulong right) => left >> ContentBits == right >> ContentBits;

    static ulong Content(in Reading reading, ulong code) =>
        Mix(code ^ Mix((ulong)reading.Value.Bits) ^ Mix((ulong)reading.Converted.Bits + 1)
            ^ Mix(((ulong)reading.Flag << 32) + 2) ^ Mix(reading.Word.Packed + 3)
            ^ ((ulong)Extremes(in reading) << 16));

    /// <summary>The finaliser of SplitMix64: every input bit reaches every output bit.</summary>
    static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
