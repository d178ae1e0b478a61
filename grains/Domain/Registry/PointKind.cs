namespace Qianliyan.Domain.Registry;

/// <summary>What a point monitors; the numbers are stored and never change.</summary>
public enum PointKind : byte
{
    /// <summary>其他.</summary>
    Other = 0,

    /// <summary>废气: flue gas of a fixed source.</summary>
    FlueGas = 1,

    /// <summary>废水.</summary>
    WasteWater = 2,

    /// <summary>环境空气: a control station of national or local rank.</summary>
    AmbientAir = 3,

    /// <summary>微型站: a sensor of the hot-spot grid.</summary>
    MicroStation = 4,

    /// <summary>焚烧炉烟气: flue gas or furnace temperature of an incinerator.</summary>
    IncineratorFlueGas = 5,

    /// <summary>用电监控.</summary>
    Electricity = 6,
}
