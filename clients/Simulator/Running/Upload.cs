using Qianliyan.Domain.Time;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Running;

/// <summary>Something a logger has to send: readings of an outlet, or with command 9015 a heartbeat.</summary>
sealed record Upload(OutletModel Model, int Command, BeijingTime DataTime)
{
    /// <summary>When the data were complete; sent much later, they are back-filled.</summary>
    public required BeijingTime Due { get; init; }

    public Outlet Outlet => Model.Outlet;
}
