using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Fleets;

/// <summary>One simulated monitoring point: what is registered of it and what its instruments do.</summary>
public sealed record Outlet
{
    public required PointRecord Point { get; init; }

    public required ProtocolVersion Version { get; init; }

    /// <summary>What the device sends as PW.</summary>
    public required string Password { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    /// <summary>Treatment devices whose states (CN 2021) the logger reports: <c>SB001</c> and so on.</summary>
    public IReadOnlyList<FactorCode> Devices { get; init; } = [];

    /// <summary>Sets the noise of this outlet apart from that of others.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Outlets of one site share their load.</summary>
    public required ulong SiteSeed { get; init; }

    /// <summary>False for the device that nobody registered.</summary>
    public bool IsRegistered { get; init; } = true;

    public PointId Id => Point.Id;

    /// <summary>ST as a number.</summary>
    public int System => int.Parse(Id.St, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether the outlet sends five-minute means of the furnace temperature (CN 2111).</summary>
    public bool HasFurnace => Signals.Any(signal => signal.Factor == Factors.FurnaceTemperature);
}
