namespace Qianliyan.Abstractions;

/// <summary>A grid cell (网格) of 3 km or 500 m; key such as <c>130100-3km-0123-0456</c>.</summary>
[Alias("qly.ICellGrain")]
public interface ICellGrain : ITwinGrain;
