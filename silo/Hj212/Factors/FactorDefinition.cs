using Qianliyan.Domain.Measurements;

namespace Qianliyan.Hj212.Factors;

/// <summary>One row of the code tables of HJ 212-2017 annex B.</summary>
/// <param name="Code">The code; <c>xx</c> or <c>x</c> stands for a device number.</param>
/// <param name="OldCode">The code of HJ/T 212-2005; empty when there was none.</param>
/// <param name="EnglishName">In words; a formula where that is what people say.</param>
/// <param name="ChineseName">中文名称, as in the standard.</param>
/// <param name="Unit">
/// The default unit of the value; <c>1</c> without dimension. Devices may differ: TSP, PM10 and PM2.5 are ng/m³ in the
/// standard while stations send µg/m³.
/// </param>
/// <param name="TotalUnit">The default unit of Cou; empty when none.</param>
/// <param name="Format">Nx.y: digits before and behind the point; empty when the standard leaves it open.</param>
/// <param name="Table">Where it stands, such as B.2.</param>
public sealed record FactorDefinition(
    FactorCode Code,
    FactorCode OldCode,
    string EnglishName,
    string ChineseName,
    string Unit,
    string TotalUnit,
    string Format,
    string Table);
