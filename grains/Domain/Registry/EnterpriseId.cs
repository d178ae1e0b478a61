namespace Qianliyan.Domain.Registry;

/// <summary>
/// The code of an enterprise (企业编码): the unified social credit code (统一社会信用代码) or a platform's own code;
/// 1 to 64 letters, digits, '-', '_' and '.'.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.EnterpriseId")]
public readonly record struct EnterpriseId : IComparable<EnterpriseId>
{
    EnterpriseId(string code) => Code = code;

    [Id(0)]
    public string Code { get; }

    public static bool TryParse(string? text, out EnterpriseId enterprise)
    {
        bool known = IdText.IsId(text);
        enterprise = known ? new EnterpriseId(text!) : default;
        return known;
    }

    /// <exception cref="FormatException">A character that ids do not have, or a wrong length.</exception>
    public static EnterpriseId Parse(string text) =>
        TryParse(text, out EnterpriseId enterprise)
            ? enterprise
            : throw new FormatException($"Enterprise code '{text}' is not 1 to 64 letters, digits, '-', '_' or '.'.");

    public int CompareTo(EnterpriseId other) => string.CompareOrdinal(Code, other.Code);

    public override string ToString() => Code;

    public static bool operator <(EnterpriseId left, EnterpriseId right) => left.CompareTo(right) < 0;
    public static bool operator >(EnterpriseId left, EnterpriseId right) => left.CompareTo(right) > 0;
    public static bool operator <=(EnterpriseId left, EnterpriseId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(EnterpriseId left, EnterpriseId right) => left.CompareTo(right) >= 0;
}
