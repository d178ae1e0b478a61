using System.Globalization;

namespace Qianliyan.Benchmarks.Silos;

/// <summary>Invented points of flue gas, named as the load generator names them, two to an enterprise.</summary>
/// <param name="Count">How many.</param>
/// <param name="MnPrefix">Before the six digits of the MN.</param>
/// <param name="HasEnterprises">Whether the points have owners.</param>
sealed record PointSet(int Count, string MnPrefix = "LT", bool HasEnterprises = true)
{
    const int PointsPerEnterprise = 2;
    const int Cities = 11;
    const int Counties = 20;

    public int Enterprises => HasEnterprises ? (Count + PointsPerEnterprise - 1) / PointsPerEnterprise : 0;

    /// <summary>Factors that the load generator and the gRPC feed send.</summary>
    public static readonly string[] Factors =
    [
        "a34013", "a21026", "a21002", "a21005", "a21024", "a19001", "a01012", "a01011", "a01013", "a01014",
    ];

    /// <summary>MN of a point, from 0.</summary>
    public string MnOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{MnPrefix}{index + 1:D6}");

    /// <summary>Resource name of a point, from 0.</summary>
    public string NameOf(int index) => $"points/{MnOf(index)}-31";

    /// <summary>Code of an enterprise, from 0.</summary>
    public string EnterpriseAt(int enterprise) =>
        string.Create(CultureInfo.InvariantCulture, $"{MnPrefix}E{enterprise:D6}");

    /// <summary>Code of a point's owner; empty for none.</summary>
    public string EnterpriseOf(int index) => HasEnterprises ? EnterpriseAt(index / PointsPerEnterprise) : "";

    /// <summary>A county of one of the cities of province 13.</summary>
    public static string RegionOfEnterprise(int enterprise) => string.Create(
        CultureInfo.InvariantCulture, $"13{1 + enterprise % Cities:D2}{2 + enterprise / Cities % Counties:D2}");

    public static string RegionOf(int index) => RegionOfEnterprise(index / PointsPerEnterprise);
}
