using System.Text;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>Chance that is the same in every run and on every machine: SplitMix64, seeded from a name.</summary>
sealed class Chance
{
    ulong _state;

    public Chance(string name)
    {
        _state = 14_695_981_039_346_656_037;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
            _state = (_state ^ b) * 1_099_511_628_211;
    }

    ulong Next()
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    public double Between(double low, double high) => low + (high - low) * (Next() >> 11) / (1UL << 53);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public bool Happens(double probability) => Between(0.0, 1.0) < probability;
}
