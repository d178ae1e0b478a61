namespace Qianliyan.Abstractions;

/// <summary>A furnace of an incineration plant (焚烧炉); key <c>{plant}-{furnace}</c>.</summary>
[Alias("qly.IIncineratorGrain")]
public interface IIncineratorGrain : IMarkedGrain;
