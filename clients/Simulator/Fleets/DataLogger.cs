namespace Qianliyan.Simulator.Fleets;

/// <summary>A data logger (数采仪): one TCP connection that carries one or several outlets.</summary>
public sealed record DataLogger(string Name, IReadOnlyList<Outlet> Outlets);
