using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Benchmarks.Codec;

/// <summary>
/// Uploads of flue gas as loggers send them: ten factors with flags, five of them converted; about 500 bytes.
/// </summary>
static class SampleFrames
{
    static readonly FactorCode[] Converted = Codes("a21026", "a21002", "a34013", "a21024", "a21005");
    static readonly FactorCode[] Plain = Codes("a19001", "a01012", "a01013", "a01014", "a00000");

    /// <summary>So many frames, no two alike.</summary>
    public static byte[][] Create(int count)
    {
        var random = new Random(212);
        var frames = new byte[count][];
        BeijingTime start = BeijingTime.Of(2026, 1, 1);
        for (int i = 0; i < count; i++)
        {
            frames[i] = new UploadFrame
            {
                SentAt = start.AddSeconds(30 * i),
                Millisecond = random.Next(1000),
                System = 31,
                Command = Commands.Realtime,
                Mn = FormattableString.Invariant($"010000A8900016F{i:D9}"),
                DataTime = start.AddSeconds(30 * i),
                Factors = [.. Converted.Select(code => Field(code, random, isConverted: true)),
                    .. Plain.Select(code => Field(code, random, isConverted: false))],
            }.ToArray();
        }

        return frames;
    }

    static FactorField Field(FactorCode code, Random random, bool isConverted) => new()
    {
        Code = code,
        Value = Number(random),
        Converted = isConverted ? Number(random) : default,
        Flag = DataFlag.Normal,
    };

    static Exact Number(Random random) =>
        Exact.From(new decimal(random.Next(100, 99_999), 0, 0, isNegative: false, scale: 2));

    static FactorCode[] Codes(params string[] codes) => Array.ConvertAll(codes, FactorCode.Parse);
}
