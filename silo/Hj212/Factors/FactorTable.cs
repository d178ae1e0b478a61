using System.Collections.Frozen;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Hj212.Factors;

/// <summary>The factor codes (监测因子编码) of HJ 212-2017 tables B.1 to B.10, read once from an embedded table.</summary>
public static class FactorTable
{
    public const int StandardCodeLength = 6;
    public const int OldCodeMaxLength = 3;

    const ulong LastCharacter = 0xFFUL << 16;
    const ulong LastTwoCharacters = 0xFFFFUL << 16;

    static readonly FactorDefinition[] Rows = Load();
    static readonly FrozenDictionary<FactorCode, FactorDefinition> ByCode = Rows.ToFrozenDictionary(row => row.Code);
    static readonly FrozenDictionary<FactorCode, FactorCode> OldWater = OldCodes("B.1");
    static readonly FrozenDictionary<FactorCode, FactorCode> OldGas = OldCodes("B.2");

    public static IReadOnlyList<FactorDefinition> All => Rows;

    /// <summary>The row of a code; for process and furnace codes the device number at the end is ignored.</summary>
    public static FactorDefinition? Find(FactorCode code)
    {
        if (ByCode.TryGetValue(code, out FactorDefinition? row))
            return row;
        FactorCode family = code.Family switch
        {
            'e' or 'g' => FactorCode.FromPacked((code.Packed & ~LastTwoCharacters) | ((ulong)(('x' << 8) | 'x') << 16)),
            'i' => FactorCode.FromPacked((code.Packed & ~LastCharacter) | ((ulong)'x' << 16)),
            _ => default,
        };
        return ByCode.GetValueOrDefault(family);
    }

    /// <summary>
    /// From a code of HJ/T 212-2005 to that of 2017; the same old code means different things by medium.
    /// </summary>
    public static bool TryTranslate(FactorCode old, Medium medium, out FactorCode code)
    {
        code = default;
        return medium switch
        {
            Medium.Water => OldWater.TryGetValue(old, out code),
            Medium.Gas => OldGas.TryGetValue(old, out code),
            _ => false,
        };
    }

    public static bool IsNoise(FactorCode code) => code.Family == 'L' && ByCode.ContainsKey(code);

    static FrozenDictionary<FactorCode, FactorCode> OldCodes(string table) =>
        Rows.Where(row => row.Table == table && !row.OldCode.IsEmpty)
            .ToFrozenDictionary(row => row.OldCode, row => row.Code);

    static FactorDefinition[] Load()
    {
        using Stream stream = typeof(FactorTable).Assembly.GetManifestResourceStream("factors.tsv")
            ?? throw new InvalidOperationException("The embedded table factors.tsv is missing.");
        using var reader = new StreamReader(stream);
        var rows = new List<FactorDefinition>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t');
            FactorCode old = cells[1].Length == 0 ? default : FactorCode.Parse(cells[1]);
            rows.Add(new FactorDefinition(
                FactorCode.Parse(cells[0]), old, cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]));
        }

        return [.. rows];
    }
}
