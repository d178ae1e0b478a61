namespace Qianliyan.Domain.Registry;

/// <summary>The four administrative levels, lowest first.</summary>
public enum RegionLevel : byte
{
    /// <summary>区、县.</summary>
    County = 1,

    /// <summary>地级市.</summary>
    City = 2,

    /// <summary>省、自治区、直辖市.</summary>
    Province = 3,

    /// <summary>全国.</summary>
    Nation = 4,
}
