// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/principal_components.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace gapscope::stats {
namespace {
/// A square matrix, row after row.
class Matrix
{
public:
    explicit Matrix(std::size_t n) : m_n(n), m_values(n * n, 0.0) {}

    std::size_t size() const { return m_n; }
    double &at(std::size_t i, std::size_t j) { return m_values[i * m_n + j]; }
    double at(std::size_t i, std::size_t j) const { return m_values[i * m_n + j]; }

private:
    std::size_t m_n = 0;
    std::vector<double> m_values;
};

Matrix covariance(const Points &points, const std::vector<double> &centre)
{
    Matrix matrix(centre.size());
    for (std::size_t p = 0; p < points.size(); ++p)
        for (std::size_t i = 0; i < centre.size(); ++i)
            for (std::size_t j = 0; j < centre.size(); ++j)
                matrix.at(i, j) += (points[p][i] - centre[i]) * (points[p][j] - centre[j]) /
                                   static_cast<double>(points.size());
    return matrix;
}

/// Turns the plane of p and q so that their element vanishes; `vectors` turns along.
void rotate(Matrix &matrix, Matrix &vectors, std::size_t p, std::size_t q)
{
    const double theta = (matrix.at(q, q) - matrix.at(p, p)) / (2.0 * matrix.at(p, q));
    const double t = (theta >= 0.0 ? 1.0 : -1.0) / (std::abs(theta) + std::hypot(theta, 1.0));
    const double c = 1.0 / std::hypot(t, 1.0);
    const double s = t * c;
    for (std::size_t k = 0; k < matrix.size(); ++k) {
        const double kp = matrix.at(k, p);
        const double kq = matrix.at(k, q);
        matrix.at(k, p) = c * kp - s * kq;
        matrix.at(k, q) = s * kp + c * kq;
    }
    for (std::size_t k = 0; k < matrix.size(); ++k) {
        const double pk = matrix.at(p, k);
        const double qk = matrix.at(q, k);
        matrix.at(p, k) = c * pk - s * qk;
        matrix.at(q, k) = s * pk + c * qk;
        const double vp = vectors.at(k, p);
        const double vq = vectors.at(k, q);
        vectors.at(k, p) = c * vp - s * vq;
        vectors.at(k, q) = s * vp + c * vq;
    }
}

/// Jacobi's method: leaves the eigenvalues on the diagonal of `matrix`; the columns of the result
/// are the eigenvectors.
Matrix diagonalised(Matrix &matrix)
{
    constexpr int mostSweeps = 60; // a handful is enough for symmetric matrices of this size
    const std::size_t n = matrix.size();
    Matrix vectors(n);
    double whole = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        vectors.at(i, i) = 1.0;
        whole += std::abs(matrix.at(i, i));
    }
    for (int sweep = 0; sweep < mostSweeps; ++sweep) {
        double off = 0.0;
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q)
                off += std::abs(matrix.at(p, q));
        if (off <= 1e-14 * whole)
            break;
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q)
                if (matrix.at(p, q) != 0.0)
                    rotate(matrix, vectors, p, q);
    }
    return vectors;
}

PrincipalComponents::Axis axisOf(const Matrix &vectors, std::size_t column, double share)
{
    PrincipalComponents::Axis axis{std::vector<double>(vectors.size()), share};
    for (std::size_t i = 0; i < vectors.size(); ++i)
        axis.direction[i] = vectors.at(i, column);
    const double largest =
        *std::max_element(axis.direction.begin(), axis.direction.end(),
                          [](double a, double b) { return std::abs(a) < std::abs(b); });
    if (largest < 0.0)
        for (double &part : axis.direction)
            part = -part;
    return axis;
}
} // namespace

Points PrincipalComponents::applied(const Points &points, std::size_t count) const
{
    Points projected(count);
    std::vector<double> place(count);
    for (std::size_t p = 0; p < points.size(); ++p) {
        for (std::size_t axis = 0; axis < count; ++axis) {
            place[axis] = 0.0;
            for (std::size_t i = 0; i < centre.size(); ++i)
                place[axis] += (points[p][i] - centre[i]) * axes[axis].direction[i];
        }
        projected.add(place);
    }
    return projected;
}

std::optional<PrincipalComponents> principalComponents(const Points &points)
{
    if (points.size() < 2)
        return std::nullopt;
    PrincipalComponents found;
    found.centre.assign(points.dimensions(), 0.0);
    for (std::size_t p = 0; p < points.size(); ++p)
        for (std::size_t i = 0; i < points.dimensions(); ++i)
            found.centre[i] += points[p][i] / static_cast<double>(points.size());
    Matrix matrix = covariance(points, found.centre);
    const Matrix vectors = diagonalised(matrix);
    double whole = 0.0;
    for (std::size_t i = 0; i < matrix.size(); ++i)
        whole += matrix.at(i, i);
    if (!(whole > 0.0))
        return std::nullopt;
    std::vector<std::size_t> order(matrix.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return matrix.at(a, a) > matrix.at(b, b);
    });
    for (const std::size_t column : order)
        found.axes.push_back(
            axisOf(vectors, column, std::max(0.0, matrix.at(column, column)) / whole));
    return found;
}
} // namespace gapscope::stats
