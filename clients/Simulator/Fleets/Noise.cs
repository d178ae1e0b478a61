namespace Qianliyan.Simulator.Fleets;

/// <summary>
/// Noise as a pure function of seed and time: the same question gives the same answer in any order, so a re-sent or
/// back-filled value is the one that was measured.
/// </summary>
static class Noise
{
    /// <summary>Smooth noise from -1 to 1 with a new knot every <paramref name="period"/> seconds.</summary>
    public static double Smooth(ulong seed, long unixSeconds, int period)
    {
        long knot = Math.DivRem(unixSeconds, period, out long rest);
        double at = (double)rest / period;
        double eased = at * at * (3 - 2 * at);
        double from = White(seed, knot);
        return from + (White(seed, knot + 1) - from) * eased;
    }

    /// <summary>White noise from -1 to 1.</summary>
    public static double White(ulong seed, long position) =>
        (Mix(seed ^ Mix((ulong)position)) >> 11) * (2.0 / (1UL << 53)) - 1;

    /// <summary>Spreads the bits of a number (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>A seed of its own for a part of the fleet.</summary>
    public static ulong Derive(ulong seed, ulong part) => Mix(seed ^ (Mix(part) << 1));

    /// <summary>A seed of its own for a factor or a name.</summary>
    public static ulong Derive(ulong seed, string name)
    {
        ulong hash = seed;
        foreach (char c in name)
            hash = Mix(hash ^ c);
        return hash;
    }
}
