using Qianliyan.Domain.Measurements;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Cli.Text;

/// <summary>What the code of a factor stands for.</summary>
static class FactorText
{
    /// <summary>The Chinese name of HJ 212-2017 annex B; empty for a code that stands in no table.</summary>
    public static string NameOf(string code) =>
        FactorCode.TryParse(code, out FactorCode factor) && FactorTable.Find(factor) is { } row ? row.ChineseName : "";

    /// <summary>Code and name.</summary>
    public static string Of(string code) => $"{code} {NameOf(code)}".TrimEnd();
}
