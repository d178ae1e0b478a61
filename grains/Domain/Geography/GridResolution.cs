namespace Qianliyan.Domain.Geography;

/// <summary>The edge of a grid cell in metres; one coarse cell holds 36 fine ones.</summary>
public enum GridResolution : short
{
    None = 0,

    /// <summary>500 m x 500 m: the micro-station cell inside a hot 3 km cell (written <c>500m</c>).</summary>
    Fine = 500,

    /// <summary>3 km x 3 km: the hot-spot grid (热点网格), written <c>3km</c>.</summary>
    Coarse = 3_000,
}
