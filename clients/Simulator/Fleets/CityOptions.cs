namespace Qianliyan.Simulator.Fleets;

/// <summary>How large an invented city is. Enterprises and furnaces are fixed; see <see cref="Fleet.City"/>.</summary>
public sealed record CityOptions
{
    /// <summary>Micro-stations (微型站) spread over a few 3 km cells.</summary>
    public int MicroStations { get; init; } = 30;

    /// <summary>Control stations (环境空气站).</summary>
    public int AmbientStations { get; init; } = 2;

    /// <summary>Whether the scripted events happen; without them every value keeps its limit.</summary>
    public bool Events { get; init; } = true;
}
