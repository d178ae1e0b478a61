namespace Qianliyan.Simulator.Fleets;

/// <summary>What a scripted event does.</summary>
public enum FleetEventKind
{
    /// <summary>A factor of an outlet is multiplied.</summary>
    Scaled,

    /// <summary>A factor of an outlet is shifted by an amount of its unit.</summary>
    Shifted,

    /// <summary>A logger loses its link, goes on measuring, and back-fills when it returns.</summary>
    LinkLost,

    /// <summary>An outlet's values carry flag M (维护).</summary>
    Maintenance,

    /// <summary>Some frames are first sent with a wrong checksum, and again after the time-out.</summary>
    WrongCrc,
}
