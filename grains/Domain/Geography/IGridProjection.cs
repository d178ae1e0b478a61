namespace Qianliyan.Domain.Geography;

/// <summary>
/// The projection of the grid: equal-area, so that every cell covers the same ground. Implementations are pure and safe
/// for concurrent use; <see cref="Unproject"/> reverses <see cref="Project"/> to far less than a millimetre.
/// </summary>
public interface IGridProjection
{
    ProjectedPoint Project(Wgs84 position);

    Wgs84 Unproject(ProjectedPoint point);
}
