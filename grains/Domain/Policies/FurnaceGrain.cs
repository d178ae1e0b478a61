namespace Qianliyan.Domain.Policies;

/// <summary>Whether each furnace is counted for itself or all of a plant together. The numbers are stored.</summary>
public enum FurnaceGrain : byte
{
    Furnace = 0,

    /// <summary>All furnaces of a plant together; the enterprise adds them up.</summary>
    Plant = 1,
}
